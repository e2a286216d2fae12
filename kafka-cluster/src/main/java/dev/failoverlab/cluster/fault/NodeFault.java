package dev.failoverlab.cluster.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.Target;

/** A fault of nodes. */
public abstract class NodeFault extends Fault {

	private final State leaves;

	/**
	 * Describes a fault of nodes.
	 * @param sentence what is done, for people
	 * @param phrases its wording in reports
	 * @param healing how it is healed
	 * @param leaves the state that nodes are in while it is in force
	 * @param parameters its keys besides the target
	 */
	protected NodeFault(String word, String sentence, Phrases phrases, Healing healing, State leaves,
			Parameter<?>... parameters) {
		super(word, sentence, phrases, healing, parameters);
		this.leaves = leaves;
	}

	@Override
	public final boolean stopsProcess() {
		return this.leaves != State.RUNNING;
	}

	/**
	 * Whether leadership moves from the node to other nodes as soon as they notice the
	 * fault.
	 * @return false when the node remains leader, slowly or with the remaining disks
	 */
	public boolean movesLeaders() {
		return stopsProcess();
	}

	/** Whether the node is already in the state in which the fault would leave it. */
	public boolean changesNothing(Node node) {
		return stopsProcess() && node.state() == this.leaves;
	}

	/**
	 * What it takes to inflict and to heal it on a node that others run.
	 * @return the commands; empty when commands cannot do it
	 */
	public Optional<Set<NodeCommand>> commands(Values values) {
		return Optional.empty();
	}

	/** How many times it is inflicted in sequence. */
	public int times(Values values) {
		return 1;
	}

	/** Whether it is over on one node before it is inflicted on the next. */
	public boolean isOneByOne() {
		return false;
	}

	/** The values when it is inflicted by a command, which has no parameters. */
	public Values byHand() {
		return Values.NONE;
	}

	/**
	 * Checks that it may be inflicted on a target.
	 * @throws IllegalArgumentException when it may not
	 */
	public void check(Target target) {
		// Most faults may be inflicted on any target.
	}

	/**
	 * Prepares what it needs, so that it takes effect immediately when it is due.
	 * @param cluster the cluster, which does not have to run yet
	 * @param values the values of its parameters
	 * @throws ClusterException when the cluster is not capable of it
	 */
	public void prepare(KafkaCluster cluster, Values values) {
		Set<Capability> able = cluster.capabilities();
		needs().stream().filter((need) -> !able.contains(need)).findFirst().ifPresent((missing) -> {
			throw new ClusterException("The fault " + word() + " needs " + missing.phrase());
		});
	}

	/**
	 * Inflicts it on several nodes at the same time. Returns once it is in force on all
	 * of them.
	 * @param how cluster, target, values and random choices
	 * @return what was done to each
	 * @throws ClusterException when it is not in force on all nodes; it may be on some
	 */
	public List<Effect> inflict(List<Node> nodes, Circumstances how) {
		List<Callable<Effect>> actions = new ArrayList<>();
		nodes.forEach((node) -> actions.add(action(node, how)));
		return AtOnce.run(actions);
	}

	/**
	 * The action for one node. This method is called for the nodes in their order, so
	 * make random choices here; the returned actions of all nodes run at the same time.
	 */
	protected abstract Callable<Effect> action(Node node, Circumstances how);

	/**
	 * Heals a node. A node that is not affected is not changed.
	 * @return what was done
	 */
	public Effect heal(Node node) {
		return healing().heal(node);
	}

}
