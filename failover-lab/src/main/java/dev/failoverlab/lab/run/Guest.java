package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.run.Topic;
import dev.failoverlab.run.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What a run makes on a cluster, and removes from it when it is closed. On a cluster of
 * its own it need not remove anything.
 */
final class Guest implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(30);

	private final @Nullable ClientSettings client;

	private final String group;

	private final String prefix;

	private final String ids;

	/** Whether the run reads in the group. */
	private final boolean reads;

	private final Map<TopicPartition, Long> from = new HashMap<>();

	private @Nullable String made;

	private boolean arrived;

	private Guest(@Nullable ClientSettings client, String group, String prefix, String ids, boolean reads) {
		this.client = client;
		this.group = group;
		this.prefix = prefix;
		this.ids = ids;
		this.reads = reads;
	}

	/** On a cluster that was started for the run. */
	static Guest atHome() {
		return new Guest(null, "failover-lab", "", "", true);
	}

	/**
	 * On a cluster that others run.
	 * @param prefix what the names of all begin with that the run makes
	 * @param reads whether the run has a consumer
	 */
	static Guest at(ClientSettings client, String prefix, boolean reads) {
		return new Guest(client, prefix + "reader", prefix,
				Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-", reads);
	}

	/** The consumer group of the run. */
	String group() {
		return this.group;
	}

	/** What the ids of the run's emails begin with: the log can have those of others. */
	String ids() {
		return this.ids;
	}

	/** Where the run begins in each partition of a log that was there before. */
	Map<TopicPartition, Long> from() {
		return this.from;
	}

	/** Makes the topic, unless others have made it: then the run begins at its end. */
	void arrive(Topic topic, TopicAdmin admin, List<Integer> brokers) {
		this.arrived = true;
		if (this.client == null || topic.name().startsWith(this.prefix)) {
			this.made = topic.name();
			admin.create(brokers);
			return;
		}
		try (Admin asking = Admin.create(this.client.with(Map.of()))) {
			topic.all()
				.forEach((partition) -> this.from.put(partition,
						KafkaAnswer
							.await("the end of " + partition,
									asking.listOffsets(Map.of(partition, OffsetSpec.latest()))
										.partitionResult(partition),
									ANSWER)
							.offset()));
			if (this.reads) {
				beginGroup(asking);
			}
		}
	}

	private void beginGroup(Admin admin) {
		Map<TopicPartition, OffsetAndMetadata> ends = this.from.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (end) -> new OffsetAndMetadata(end.getValue())));
		KafkaAnswer.await("the beginning of the group " + this.group,
				admin.alterConsumerGroupOffsets(this.group, ends).all(), ANSWER);
	}

	/**
	 * Removes what the run has made.
	 * @throws LabException when something could not be removed; the message names it
	 */
	@Override
	public void close() {
		if (this.client == null || !this.arrived) {
			return;
		}
		List<String> left = new ArrayList<>();
		try (Admin admin = Admin.create(this.client.with(Map.of()))) {
			remove("the group " + this.group, admin.deleteConsumerGroups(List.of(this.group)).all(), left::add);
			if (this.made != null) {
				remove("the topic " + this.made, admin.deleteTopics(List.of(this.made)).all(), left::add);
			}
		}
		if (!left.isEmpty()) {
			throw new LabException("Remove it by hand: " + String.join("; ", left));
		}
		this.arrived = false;
	}

	private static void remove(String what, KafkaFuture<Void> removal, Consumer<String> failed) {
		try {
			KafkaAnswer.await("the removal of " + what, removal, ANSWER);
		}
		catch (ClusterException ex) {
			if (!(ex.getCause() instanceof GroupIdNotFoundException)
					&& !(ex.getCause() instanceof UnknownTopicOrPartitionException)) {
				failed.accept(what + " (" + ex.getMessage() + ")");
			}
		}
	}

}
