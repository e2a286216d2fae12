package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.requests.DescribeClusterResponse;

/**
 * Makes Kafka fail over within a fraction of a second after a broker's process has died:
 * it tells the active controller at once, which then removes the broker from every ISR
 * and elects new leaders, instead of waiting for {@code broker.session.timeout.ms}.
 * Guarantees:
 * <ul>
 * <li>It unregisters only a broker that its caller declares dead. It never concludes that
 * from a time-out or a lost connection, and neither must the caller: a process is dead
 * when its exit status says so, when its killer has sent SIGKILL, or when no thread of it
 * runs its program any more. A broker that stops cleanly needs no guard.</li>
 * <li>It never unregisters a broker that is the last living member of an ISR. Another
 * member must have answered, after the death, that it is in the ISR itself. Otherwise
 * nothing is done, and the session time-out decides as before.</li>
 * <li>When {@link #unregister} returns, it sends no request any more. So a broker that
 * starts again only afterwards is not unregistered by mistake, with one exception: a
 * controller that has not answered can read its request later, and obeys it if it is the
 * active controller then. After {@link Result#UNKNOWN} this can be any controller,
 * otherwise only one that was too slow or frozen and has become active since. A live
 * broker that was unregistered does not register again by itself: restart it.</li>
 * <li>Every call ends within the time limit.</li>
 * </ul>
 * Connections to all brokers and controllers are open beforehand. They are not encrypted.
 * Thread-safe.
 */
public final class FailoverGuard implements AutoCloseable {

	/**
	 * Longer than an election, shorter than a restart that would be worth waiting for.
	 */
	private static final Duration AT_MOST = Duration.ofSeconds(8);

	private static final Duration REFRESH = Duration.ofSeconds(1);

	private final List<GuardConnection> controllers;

	private final Map<String, GuardConnection> brokers = new ConcurrentHashMap<>();

	/** Where each broker listens, as the brokers report it. */
	private final Map<Integer, String> addresses = new ConcurrentHashMap<>();

	private final ExecutorService threads = Executors.newCachedThreadPool(FailoverGuard::daemon);

	private final ScheduledExecutorService refreshing = Executors
		.newSingleThreadScheduledExecutor(FailoverGuard::daemon);

	/**
	 * Connects in the background. The cluster does not have to run yet.
	 * @param bootstrapServers addresses of brokers, {@code host:port}, separated by
	 * commas; the others are found by asking these
	 * @param bootstrapControllers addresses of all controllers
	 */
	public FailoverGuard(String bootstrapServers, String bootstrapControllers) {
		this.controllers = Arrays.stream(bootstrapControllers.split(",")).map(GuardConnection::new).toList();
		Arrays.stream(bootstrapServers.split(",")).forEach(this::broker);
		var unused = this.refreshing.scheduleWithFixedDelay(this::refresh, 0, REFRESH.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/**
	 * Connects now. A broker that dies before the guard knows another one is not
	 * unregistered.
	 * @param brokers the {@code node.id}s of brokers that run
	 * @return whether it has learned the addresses of all of them in time
	 */
	public boolean awaitConnected(Set<Integer> brokers, Duration atMost) {
		return Deadline.in(atMost).until(() -> {
			refresh();
			return this.addresses.keySet().containsAll(brokers);
		}, Boolean::booleanValue);
	}

	/**
	 * Tells the active controller that a broker is dead, again and again while a
	 * controller is being elected. Returns once the broker is unregistered, or it is
	 * certain that it is not.
	 * @param broker the {@code node.id} of a broker whose process is dead
	 * @return what was done
	 */
	public Outcome unregister(int broker) {
		long begin = System.nanoTime();
		Deadline deadline = Deadline.in(AT_MOST);
		Set<String> last = new LastReplicas(broker, others(broker), this.threads).find(deadline);
		Result result = last.isEmpty() ? new Unregistration(broker, this.controllers, this.threads).run(deadline)
				: Result.REFUSED;
		return new Outcome(broker, result, last, Duration.ofNanos(System.nanoTime() - begin));
	}

	/**
	 * Unregisters a broker without any check, dead or alive, for experiments.
	 * @param cluster the broker's cluster
	 * @return what was done
	 */
	public static Result unregisterUnchecked(KafkaCluster cluster, int broker) {
		try (FailoverGuard guard = new FailoverGuard(cluster.bootstrapServers(), cluster.bootstrapControllers())) {
			return new Unregistration(broker, guard.controllers, guard.threads).run(Deadline.in(AT_MOST));
		}
	}

	/** Ends the connections. */
	@Override
	public void close() {
		this.refreshing.shutdownNow();
		this.threads.shutdownNow();
		this.controllers.forEach(GuardConnection::close);
		this.brokers.values().forEach(GuardConnection::close);
	}

	/** Connections to the other brokers, by their ids. */
	private Map<Integer, GuardConnection> others(int broker) {
		Map<Integer, GuardConnection> others = new TreeMap<>();
		this.addresses.forEach((id, address) -> others.put(id, broker(address)));
		others.remove(broker);
		return others;
	}

	/** Keeps the connections open, and learns of brokers that come. */
	private void refresh() {
		List.copyOf(this.brokers.values())
			.forEach((each) -> this.threads.execute(() -> each.keepOpen(GuardConnection.BROKERS)
				.ifPresent((answer) -> ((DescribeClusterResponse) answer).nodes()
					.forEach((id, node) -> this.addresses.put(id, node.host() + ":" + node.port())))));
		this.controllers.forEach((each) -> this.threads.execute(() -> each.keepOpen(GuardConnection.QUORUM)));
	}

	private GuardConnection broker(String address) {
		return this.brokers.computeIfAbsent(address, GuardConnection::new);
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "failover-guard");
		thread.setDaemon(true);
		return thread;
	}

	/** What became of a call. */
	public enum Result {

		/** The controller has removed the broker. */
		UNREGISTERED("is unregistered"),

		/** The controller knows no such broker: it was unregistered before. */
		NOT_REGISTERED("was not registered"),

		/** It may hold the only living copy of records: nothing was done. */
		REFUSED("is not unregistered"),

		/** The controller does not permit it, or does not know how. */
		FORBIDDEN("cannot be unregistered: the controller does not permit it"),

		/** No active controller has answered in time: it may be done or not. */
		UNKNOWN("is perhaps not unregistered: no active controller has answered");

		private final String phrase;

		Result(String phrase) {
			this.phrase = phrase;
		}

	}

	/**
	 * What was done.
	 *
	 * @param last the partitions for which the broker is the last in-sync replica that
	 * may be alive, for {@link Result#REFUSED}
	 * @param took how long the call took
	 */
	public record Outcome(int broker, Result result, Set<String> last, Duration took) {

		/** For example {@code guard: node 2 is unregistered (61 ms)}. */
		@Override
		public String toString() {
			String reason = this.last.isEmpty() ? ""
					: ", because no other living replica is in the ISR of " + String.join(", ", this.last);
			return "guard: node " + this.broker + " " + this.result.phrase + reason + " (" + this.took.toMillis()
					+ " ms)";
		}

	}

}
