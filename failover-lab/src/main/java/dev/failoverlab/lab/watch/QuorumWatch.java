package dev.failoverlab.lab.watch;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;

/**
 * Says when the controller quorum is lost, and when it is back. It is lost at once when
 * no majority of its voters runs, and otherwise when no controller leads it for longer
 * than an election takes.
 */
public final class QuorumWatch implements AutoCloseable {

	private static final long INTERVAL_MILLIS = 500;

	private final List<Node> voters;

	private final KafkaCluster cluster;

	private final Recorder recorder;

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread daemon = new Thread(work, "watch-quorum");
		daemon.setDaemon(true);
		return daemon;
	});

	private boolean lost;

	private long since;

	/**
	 * Starts watching.
	 * @param recorder where both are noted
	 */
	public QuorumWatch(KafkaCluster cluster, Recorder recorder) {
		this.cluster = cluster;
		this.voters = cluster.nodes().stream().filter((node) -> !node.controllerAddress().isEmpty()).toList();
		this.recorder = recorder;
		var unused = this.thread.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	/** Whether a majority of the voters runs, so that one of them can lead. */
	public boolean isPossible() {
		return running() >= needed();
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private void look() {
		OptionalInt leader = isPossible() ? leader() : OptionalInt.empty();
		if (this.thread.isShutdown() || leader.isEmpty() == this.lost) {
			return;
		}
		this.lost = leader.isEmpty();
		if (this.lost) {
			this.since = System.nanoTime();
			note("the controller quorum is lost: voters running: " + running() + " of " + this.voters.size()
					+ ", needed: " + needed() + "; until it is back no leader is elected and no ISR changes");
		}
		else {
			note("the controller quorum is back after " + seconds(System.nanoTime() - this.since) + ": node "
					+ leader.getAsInt() + " is the active controller");
		}
	}

	/** Asks again for some seconds, which is longer than an election takes. */
	private OptionalInt leader() {
		try {
			return this.cluster.activeController();
		}
		catch (ClusterException ex) {
			return OptionalInt.empty();
		}
	}

	private long running() {
		return this.voters.stream().filter((node) -> node.state() == Node.State.RUNNING).count();
	}

	private int needed() {
		return this.voters.size() / 2 + 1;
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
	}

	private void note(String text) {
		this.recorder.record((t) -> new Event.Note(t, text));
	}

}
