package dev.failoverlab.cluster.fault;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.DiskFailure;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Node.State;

/**
 * A fault of one of several log directories. In force once the broker itself reports the
 * directory as failed; healed by a restart, because Kafka uses a failed directory again
 * only after one.
 */
abstract class DiskFault extends NodeFault {

	private final DiskFailure failure;

	DiskFault(String word, String sentence, Phrases phrases, DiskFailure failure) {
		super(word, sentence, phrases, Healing.RESTART, State.RUNNING);
		this.failure = failure;
	}

	@Override
	public Set<Capability> needs() {
		return Set.of(Capability.DISKS);
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		int disk = disk(node, how);
		return () -> node.breakDisk(disk, this.failure);
	}

	/**
	 * The disk that holds the target's partition, or the first partition of the topic if
	 * the target is about the topic; a random disk if the node holds neither.
	 */
	private static int disk(Node node, Circumstances how) {
		KafkaCluster cluster = how.cluster();
		return how.target()
			.anyPartition()
			.map((kept) -> cluster.diskOf(node.id(), kept.topic(), kept.partition()))
			.orElse(OptionalInt.empty())
			.orElseGet(() -> 1 + how.random().nextInt(cluster.spec().disks()));
	}

}
