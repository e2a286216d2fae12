package dev.failoverlab.cluster.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;

/**
 * SIGSTOP and SIGCONT in turns, until it is healed or the process has ended. In force
 * once the node was frozen for the first time.
 */
final class Stutter extends NodeFault {

	private static final ValueType<Duration> TURN = new ValueType.Time(Duration.ofMillis(10), Duration.ofMinutes(10));

	private static final Parameter<Duration> PAUSED = Parameter.optional("paused", TURN, Duration.ofMillis(500),
			"How long the node is frozen each time.");

	private static final Parameter<Duration> RUNNING = Parameter.optional("running", TURN, Duration.ofMillis(500),
			"How long it runs in between.");

	/** How long to wait after a failed command for the end of the process. */
	private static final Duration GOING = Duration.ofSeconds(10);

	private static final Duration LAST_TURN = Duration.ofSeconds(60);

	/** The latest turns of each node. */
	private final Map<Node, Turns> stuttering = Collections.synchronizedMap(new WeakHashMap<>());

	Stutter() {
		super("stutter", "SIGSTOP and SIGCONT in turns: the node freezes and resumes repeatedly",
				new Phrases("stutter", "stutters", "runs normally again"), Healing.RESUME, State.RUNNING, PAUSED,
				RUNNING);
	}

	@Override
	public String detail(Values values) {
		return "frozen for " + TURN.text(values.get(PAUSED)) + ", running for " + TURN.text(values.get(RUNNING));
	}

	@Override
	public boolean changesNothing(Node node) {
		Turns turns = this.stuttering.get(node);
		return turns != null && !turns.ended().isDone();
	}

	@Override
	public Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.of(Set.of(NodeCommand.PAUSE, NodeCommand.RESUME));
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return () -> {
			if (changesNothing(node)) {
				return new Effect(node.state(), false, System.nanoTime());
			}
			CompletableFuture<?> gone = node.gone();
			Effect frozen = node.pause();
			if (!frozen.changed()) {
				throw new ClusterException("Node " + node.id() + " is paused: resume it first, so that it can stutter");
			}
			this.stuttering.put(node, begin(node, gone, how.values()));
			return frozen;
		};
	}

	private static Turns begin(Node node, CompletableFuture<?> gone, Values values) {
		CompletableFuture<Boolean> healed = new CompletableFuture<>();
		CompletableFuture<Object> over = CompletableFuture.anyOf(gone, healed);
		return new Turns(healed, CompletableFuture.runAsync(() -> take(node, over, values), (task) -> {
			Thread thread = new Thread(task, "stutter-of-node-" + node.id());
			thread.setDaemon(true);
			thread.start();
		}));
	}

	private static void take(Node node, CompletableFuture<?> over, Values values) {
		try {
			while (!isOver(over, values.get(PAUSED))) {
				node.resume();
				if (isOver(over, values.get(RUNNING))) {
					return;
				}
				node.pause();
			}
		}
		catch (ClusterException | IllegalStateException ex) {
			if (!isOver(over, GOING)) { // The end of the process is not a failure.
				throw ex;
			}
		}
	}

	private static boolean isOver(CompletableFuture<?> over, Duration turn) {
		try {
			over.get(turn.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException | ExecutionException ex) {
			return true;
		}
	}

	/** Leaves the node running, unless it is down. */
	@Override
	public Effect heal(Node node) {
		Turns turns = this.stuttering.remove(node);
		boolean stutters = turns != null && turns.healed().complete(true) && !turns.ended().isDone();
		try {
			if (turns != null) {
				turns.ended().get(LAST_TURN.toSeconds(), TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			super.heal(node);
			throw new ClusterException("Node " + node.id() + " stopped stuttering too early: " + ex, ex);
		}
		Effect resumed = super.heal(node);
		return new Effect(resumed.state(), stutters || resumed.changed(), resumed.nanoTime());
	}

	/**
	 * The turns of one node.
	 *
	 * @param healed completed when the turns shall end
	 * @param ended completed when the turns have ended, with the failure if there was one
	 */
	private record Turns(CompletableFuture<Boolean> healed, CompletableFuture<Void> ended) {
	}

}
