package dev.failoverlab.watch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

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

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private final List<Node> voters;

	private final KafkaCluster cluster;

	private final Recorder recorder;

	private final Rounds rounds;

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
		this.rounds = new Rounds("watch-quorum", recorder);
		this.rounds.start(this::look, INTERVAL, INTERVAL);
	}

	/**
	 * Whether a majority of the voters runs, so that one of them can lead. It may be if
	 * it is not known where they listen.
	 */
	public boolean isPossible() {
		return running() >= needed();
	}

	@Override
	public void close() {
		this.rounds.interrupt();
	}

	private void look() {
		OptionalInt leader = isPossible() ? leader() : OptionalInt.empty();
		if (this.rounds.isClosed() || leader.isEmpty() == this.lost) {
			return;
		}
		this.lost = leader.isEmpty();
		if (this.lost) {
			this.since = System.nanoTime();
			note("the controller quorum is lost: "
					+ (this.voters.isEmpty() ? "no broker reaches its leader"
							: "voters running: " + running() + " of " + this.voters.size() + ", needed: " + needed())
					+ "; until it is back no leader is elected and no ISR changes");
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
		return this.voters.isEmpty() ? 0 : this.voters.size() / 2 + 1;
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
	}

	private void note(String text) {
		this.recorder.record((t) -> new Event.Note(t, text));
	}

}
