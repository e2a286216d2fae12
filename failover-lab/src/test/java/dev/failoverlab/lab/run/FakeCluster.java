package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.DiskFailure;
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.lab.ImaginaryCluster;

/** Three nodes that do nothing but tell what was asked of them. */
final class FakeCluster extends ImaginaryCluster {

	private final List<String> done = new CopyOnWriteArrayList<>();

	private final List<Node> nodes = List.of(new FakeNode(1), new FakeNode(2), new FakeNode(3));

	private final Set<Integer> down = new ConcurrentSkipListSet<>();

	private final Set<Integer> stubborn = new ConcurrentSkipListSet<>();

	private volatile Set<String> outOfSync = Set.of();

	private OptionalInt leader = OptionalInt.of(1);

	private Set<Integer> leaders = Set.of(1);

	private OptionalInt activeController = OptionalInt.of(3);

	/** What was done to which node, in order. */
	List<String> done() {
		return this.done;
	}

	/** A node that cannot be killed or wiped. */
	void makeStubborn(int node) {
		this.stubborn.add(node);
	}

	/** The leaders of the partitions, in their order, and the active controller. */
	void roles(List<Integer> leaders, OptionalInt activeController) {
		this.leaders = new LinkedHashSet<>(leaders);
		this.activeController = activeController;
	}

	void outOfSync(Set<String> partitions) {
		this.outOfSync = partitions;
	}

	@Override
	public Set<String> partitionsOutOfSync() {
		return this.outOfSync;
	}

	void loseLeader() {
		this.leader = OptionalInt.empty();
	}

	@Override
	public String bootstrapServers() {
		return "127.0.0.1:1";
	}

	@Override
	public List<Node> nodes() {
		return this.nodes;
	}

	@Override
	public void start() {
	}

	@Override
	public OptionalInt leaderOf(String topic, int partition) {
		return this.leader;
	}

	@Override
	public OptionalInt activeController() {
		return this.activeController;
	}

	@Override
	public Set<Integer> leadersOf(String topic) {
		return this.leaders;
	}

	@Override
	public void close() {
	}

	private final class FakeNode implements NetworkedNode {

		private final int id;

		private FakeNode(int id) {
			this.id = id;
		}

		@Override
		public int id() {
			return this.id;
		}

		@Override
		public State state() {
			return FakeCluster.this.down.contains(this.id) ? State.DOWN : State.RUNNING;
		}

		@Override
		public CompletableFuture<Integer> gone() {
			return new CompletableFuture<>();
		}

		@Override
		public OptionalLong pid() {
			return OptionalLong.empty();
		}

		@Override
		public String brokerAddress() {
			return "127.0.0.1:" + (9090 + this.id);
		}

		@Override
		public String controllerAddress() {
			return "";
		}

		@Override
		public Path logFile() {
			return Path.of("nowhere");
		}

		@Override
		public Effect start() {
			return did("start", State.RUNNING);
		}

		@Override
		public Effect stop() {
			throw new ClusterException("Node " + this.id + " does not stop.");
		}

		@Override
		public Effect kill() {
			checkNotStubborn();
			return did("kill", State.DOWN);
		}

		@Override
		public Effect pause() {
			return did("pause", State.PAUSED);
		}

		@Override
		public Effect resume() {
			return did("resume", State.RUNNING);
		}

		@Override
		public void prepare(Slowness how) {
			// Nothing to make ready.
		}

		@Override
		public Effect cutOff(Cut from) {
			return did("cut " + from + " from", State.RUNNING);
		}

		@Override
		public Effect slow(Slowness how) {
			return did("slow (" + how.description() + ")", State.RUNNING);
		}

		@Override
		public Effect breakDisk(int disk, DiskFailure how) {
			return did("disk-" + Disks.word(how) + " disk " + disk + " of", State.RUNNING);
		}

		@Override
		public Effect wipe() {
			checkNotStubborn();
			return did("wipe", State.DOWN);
		}

		@Override
		public Effect heal() {
			return did("heal", State.RUNNING);
		}

		private void checkNotStubborn() {
			if (FakeCluster.this.stubborn.contains(this.id)) {
				throw new ClusterException("Node " + this.id + " does not die.");
			}
		}

		private Effect did(String what, State state) {
			if (state == State.DOWN) {
				FakeCluster.this.down.add(this.id);
			}
			else if (what.equals("start")) {
				FakeCluster.this.down.remove(this.id);
			}
			FakeCluster.this.done.add(what + " " + this.id);
			return new Effect(state, true, System.nanoTime());
		}

	}

}
