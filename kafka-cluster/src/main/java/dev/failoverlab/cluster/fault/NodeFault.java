package dev.failoverlab.cluster.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.Target;

/** A fault of nodes. */
public abstract class NodeFault extends Fault {

	private final State leaves;

	/**
	 * Describes a fault of nodes.
	 * @param word its word
	 * @param sentence what is done, for people
	 * @param phrases how people are told of it
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
	 * Whether another node must lead what the node leads, as soon as the others notice.
	 * @return false when it goes on leading, slowly or with the disks that are left
	 */
	public boolean movesLeaders() {
		return stopsProcess();
	}

	/**
	 * Whether it changes nothing about a node.
	 * @param node the node as it is
	 * @return true when the node is in the state already in which the fault would leave
	 * it
	 */
	public boolean changesNothing(Node node) {
		return stopsProcess() && node.state() == this.leaves;
	}

	/** How often it is inflicted, one time after the other. */
	public int times(Values values) {
		return 1;
	}

	/** The values when it is inflicted by a command, which names none. */
	public Values byHand() {
		return Values.NONE;
	}

	/**
	 * Makes sure that it may be inflicted on a target.
	 * @param target the target
	 * @throws IllegalArgumentException when it may not
	 */
	public void check(Target target) {
		// Most may be inflicted on any.
	}

	/**
	 * Makes ready what it needs, so that it is in force at once when it is due.
	 * @param cluster the cluster, which need not run yet
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
	 * Inflicts it on several nodes at the same time. Returns once it is in force on all.
	 * @param nodes the nodes
	 * @param how what else matters
	 * @return what was done to each
	 * @throws ClusterException when it is not in force on all; it may be on some
	 */
	public List<Effect> inflict(List<Node> nodes, Circumstances how) {
		List<Callable<Effect>> actions = new ArrayList<>();
		nodes.forEach((node) -> actions.add(action(node, how)));
		return AtOnce.run(actions);
	}

	/**
	 * What is done to one node. Asked for in the order of the nodes, so that random draws
	 * belong here; run at the same time as those of other nodes.
	 */
	protected abstract Callable<Effect> action(Node node, Circumstances how);

	/**
	 * Heals a node. One that is not affected stays as it is.
	 * @param node the node
	 * @return what was done
	 */
	public Effect heal(Node node) {
		return healing().heal(node);
	}

}
