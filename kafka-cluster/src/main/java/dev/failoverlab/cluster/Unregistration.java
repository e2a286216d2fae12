package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.failoverlab.cluster.FailoverGuard.Result;
import org.apache.kafka.common.message.UnregisterBrokerRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.UnregisterBrokerRequest;
import org.apache.kafka.common.requests.UnregisterBrokerResponse;

/**
 * The request of {@code Admin.unregisterBroker}, sent to all controllers at the same
 * time, until the active one answers. The others refuse it, and are told when the active
 * one itself has died. An admin client would ask one controller, and could wait for a
 * dead or frozen one.
 */
final class Unregistration {

	/** A new active controller is to be found within milliseconds of its election. */
	private static final long PAUSE = Duration.ofMillis(5).toNanos();

	/** How long to wait for the refusals of the other controllers. */
	private static final Duration SOON = Duration.ofMillis(20);

	/** Far longer than a thread needs to end once its connection is closed. */
	private static final Duration END = Duration.ofSeconds(2);

	private final UnregisterBrokerRequest.Builder request;

	private final List<GuardConnection> controllers;

	private final Executor threads;

	private final EndOfEpoch epoch;

	private final CompletableFuture<Result> result = new CompletableFuture<>();

	Unregistration(int broker, List<GuardConnection> controllers, Executor threads) {
		this.request = new UnregisterBrokerRequest.Builder(new UnregisterBrokerRequestData().setBrokerId(broker));
		this.controllers = controllers;
		this.epoch = new EndOfEpoch(broker, controllers);
		this.threads = threads;
	}

	/** When it returns, no thread sends the request any more. */
	Result run(Deadline deadline) {
		Map<GuardConnection, CompletableFuture<Void>> asking = new HashMap<>();
		this.controllers.forEach((controller) -> asking.put(controller,
				CompletableFuture.runAsync(() -> ask(controller, deadline), this.threads)));
		long left = deadline.left(Duration.ofDays(1)).toNanos();
		Result known = this.result.completeOnTimeout(Result.UNKNOWN, left, TimeUnit.NANOSECONDS).join();
		asking.forEach(Unregistration::end);
		return known;
	}

	private void ask(GuardConnection controller, Deadline deadline) {
		while (isWanted(deadline)) {
			controller.ask(this.request, () -> isWanted(deadline))
				.flatMap(Unregistration::result)
				.ifPresent(this.result::complete);
			this.epoch.tell(controller, () -> isWanted(deadline));
			LockSupport.parkNanos(PAUSE);
		}
		if (Thread.currentThread().isInterrupted()) {
			this.result.complete(Result.UNKNOWN); // The guard was closed.
		}
	}

	private boolean isWanted(Deadline deadline) {
		return !this.result.isDone() && !deadline.passed() && !Thread.currentThread().isInterrupted();
	}

	/** More than once, in case the connection was just being opened. */
	private static void end(GuardConnection controller, CompletableFuture<Void> asking) {
		Deadline deadline = Deadline.in(END);
		while (!endsSoon(asking) && !deadline.passed()) {
			controller.close();
		}
	}

	private static boolean endsSoon(CompletableFuture<Void> asking) {
		return asking.copy()
			.orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
			.handle((done, error) -> asking.isDone())
			.join();
	}

	/** Empty when another controller has to be asked, or the same one once more. */
	private static Optional<Result> result(AbstractResponse answer) {
		short error = ((UnregisterBrokerResponse) answer).data().errorCode();
		return switch (Errors.forCode(error)) {
			case NONE -> Optional.of(Result.UNREGISTERED);
			case BROKER_ID_NOT_REGISTERED -> Optional.of(Result.NOT_REGISTERED);
			case CLUSTER_AUTHORIZATION_FAILED, UNSUPPORTED_VERSION -> Optional.of(Result.FORBIDDEN);
			default -> Optional.empty();
		};
	}

}
