package dev.failoverlab.lab.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.DiskFailure;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.ImaginaryCluster;

/** Three nodes that only remember what was done to them. */
class StandInCluster extends ImaginaryCluster {

	private final List<StandInNode> nodes = List.of(new StandInNode(1), new StandInNode(2), new StandInNode(3));

	volatile boolean answers = true;

	volatile boolean closed;

	/** Tells the lab what others have done to a node. */
	volatile BiConsumer<Node, String> others = (node, word) -> {
	};

	/** Like nodes that are processes. */
	@Override
	public Set<Capability> capabilities() {
		return Set.of(Capability.DISKS);
	}

	@Override
	public String bootstrapServers() {
		// Nothing listens on the discard port: the actuator's own client finds no broker.
		return "127.0.0.1:9";
	}

	@Override
	public List<Node> nodes() {
		return List.copyOf(this.nodes);
	}

	@Override
	public void onOthers(BiConsumer<Node, String> listener) {
		this.others = listener;
	}

	@Override
	public void start() {
		this.nodes.forEach(Node::start);
	}

	@Override
	public OptionalInt leaderOf(String topic, int partition) {
		requireAnswer();
		return OptionalInt.of(partition + 1);
	}

	@Override
	public OptionalInt activeController() {
		requireAnswer();
		return OptionalInt.of(2);
	}

	@Override
	public void close() {
		this.closed = true;
	}

	private void requireAnswer() {
		if (!this.answers) {
			throw new ClusterException("No node could say.");
		}
	}

	private static final class StandInNode implements Node {

		private final int id;

		private volatile State state = State.RUNNING;

		private StandInNode(int id) {
			this.id = id;
		}

		@Override
		public int id() {
			return this.id;
		}

		@Override
		public State state() {
			return this.state;
		}

		@Override
		public CompletableFuture<Integer> gone() {
			return new CompletableFuture<>();
		}

		@Override
		public OptionalLong pid() {
			return (this.state == State.DOWN) ? OptionalLong.empty() : OptionalLong.of(1000 + this.id);
		}

		@Override
		public String brokerAddress() {
			return "localhost:" + this.id + "0";
		}

		@Override
		public String controllerAddress() {
			return "localhost:" + this.id + "1";
		}

		@Override
		public Path logFile() {
			return Path.of("nowhere");
		}

		@Override
		public Effect start() {
			return become(State.RUNNING, this.state == State.DOWN);
		}

		@Override
		public Effect stop() {
			throw new ClusterException("Node " + this.id + " did not leave in time.");
		}

		@Override
		public Effect kill() {
			return become(State.DOWN, this.state != State.DOWN);
		}

		@Override
		public Effect pause() {
			return become(State.PAUSED, this.state == State.RUNNING);
		}

		@Override
		public Effect resume() {
			return become(State.RUNNING, this.state == State.PAUSED);
		}

		@Override
		public Effect breakDisk(int disk, DiskFailure how) {
			return become(this.state, false);
		}

		@Override
		public Effect wipe() {
			return kill();
		}

		@Override
		public Effect heal() {
			return become(this.state, false);
		}

		private Effect become(State next, boolean changes) {
			if (changes) {
				this.state = next;
			}
			return new Effect(this.state, changes, System.nanoTime());
		}

	}

}
