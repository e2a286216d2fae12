package dev.failoverlab.cluster.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.Target;
import org.apache.kafka.common.TopicPartition;

/** What an operator asks a cluster to do with a node. It is over once it is done. */
abstract class PlannedWork extends NodeFault {

	PlannedWork(String word, String sentence, Phrases phrases) {
		super(word, sentence, phrases, Healing.ITSELF, State.RUNNING);
	}

	@Override
	public final boolean isPlanned() {
		return true;
	}

	/** One node after the other: each changes what the next one finds. */
	@Override
	public final List<Effect> inflict(List<Node> nodes, Circumstances how) {
		return nodes.stream().map((node) -> done(node, how)).toList();
	}

	@Override
	protected final Callable<Effect> action(Node node, Circumstances how) {
		return () -> done(node, how);
	}

	private Effect done(Node node, Circumstances how) {
		work(node, how);
		return new Effect(node.state(), true, System.nanoTime());
	}

	/** Returns once it is done. */
	abstract void work(Node node, Circumstances how);

	/** The partition that a target names, if it means a replica of one. */
	static Optional<TopicPartition> named(Target target) {
		return switch (target.kind()) {
			case LEADER, FOLLOWER -> target.partition();
			default -> Optional.empty();
		};
	}

	@Override
	public final Effect heal(Node node) {
		return Healing.NOTHING.heal(node);
	}

}
