package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.List;
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
 * time, until the active one answers. The others refuse it. An admin client would ask one
 * controller, and could wait for a dead or frozen one.
 */
final class Unregistration {

	/** A new active controller is to be found within milliseconds of its election. */
	private static final long PAUSE = Duration.ofMillis(5).toNanos();

	private final UnregisterBrokerRequest.Builder request;

	private final List<GuardConnection> controllers;

	private final Executor threads;

	private final CompletableFuture<Result> result = new CompletableFuture<>();

	Unregistration(int broker, List<GuardConnection> controllers, Executor threads) {
		this.request = new UnregisterBrokerRequest.Builder(new UnregisterBrokerRequestData().setBrokerId(broker));
		this.controllers = controllers;
		this.threads = threads;
	}

	Result run(Deadline deadline) {
		this.controllers.forEach((controller) -> this.threads.execute(() -> {
			while (!this.result.isDone() && !deadline.passed() && !Thread.currentThread().isInterrupted()) {
				controller.ask(this.request).flatMap(Unregistration::result).ifPresent(this.result::complete);
				LockSupport.parkNanos(PAUSE);
			}
			if (Thread.currentThread().isInterrupted()) {
				this.result.complete(Result.UNKNOWN); // The guard was closed.
			}
		}));
		long left = deadline.left(Duration.ofDays(1)).toNanos();
		return this.result.completeOnTimeout(Result.UNKNOWN, left, TimeUnit.NANOSECONDS).join();
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
