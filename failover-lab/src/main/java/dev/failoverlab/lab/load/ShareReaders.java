package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads with the members of a share group in this JVM, plain Kafka clients. Every second
 * one waits for the outcome of its acknowledgements (commitSync); the others send them
 * with the next poll.
 */
public final class ShareReaders implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(30);

	/** A redelivery is this much later than the end of its lock at most. */
	private static final long SLACK_MILLIS = 2_000;

	private static final long MILLISECOND = 1_000_000;

	private final String topic;

	private final String group;

	private final Admin admin;

	private final List<ShareMember> members = new ArrayList<>();

	/**
	 * Starts reading, from the beginning of the topic.
	 * @param client the brokers, and how they are reached
	 * @param group the share group, which is new
	 * @param sharing its members
	 * @param settings Kafka settings that override the clients' defaults
	 * @param recorder where it is all recorded
	 * @throws LabException when Kafka refuses the settings
	 */
	public ShareReaders(ClientSettings client, String topic, String group, Sharing sharing,
			Map<String, String> settings, Recorder recorder) {
		this.topic = topic;
		this.group = group;
		this.admin = Admin.create(client.with(Map.of()));
		beginAtTheStart();
		Map<String, Object> all = new HashMap<>(client.with(settings));
		all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
		all.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
		for (int number = 1; number <= sharing.members(); number++) {
			this.members
				.add(new ShareMember("member-" + number, open(all), sharing.handling(), number % 2 == 0, recorder));
		}
	}

	/** By default a share group begins with the next record. */
	private void beginAtTheStart() {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, this.group);
		AlterConfigOp earliest = new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"),
				AlterConfigOp.OpType.SET);
		KafkaAnswer.await("the setting of the group " + this.group,
				this.admin.incrementalAlterConfigs(Map.of(resource, List.of(earliest))).all(), ANSWER);
	}

	private KafkaShareConsumer<String, String> open(Map<String, Object> settings) {
		try {
			KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(),
					new StringDeserializer());
			consumer.subscribe(List.of(this.topic));
			return consumer;
		}
		catch (KafkaException ex) {
			close();
			throw new LabException("Kafka refuses the consumer settings " + settings + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Waits until every member may read.
	 * @throws LabException when that does not happen in time
	 */
	public void awaitMembers(Duration atMost) {
		Collection<ShareMemberDescription> seen = Deadline.in(atMost)
			.until(this::described, (all) -> all.size() == this.members.size()
					&& all.stream().noneMatch((member) -> member.assignment().topicPartitions().isEmpty()));
		if (seen.size() != this.members.size()) {
			throw new LabException("Waited " + atMost.toSeconds() + " s for " + this.members.size()
					+ " members of the share group " + this.group + "; seen: " + seen + ".");
		}
	}

	private Collection<ShareMemberDescription> described() {
		try {
			return KafkaAnswer.retry(RetriableException.class, ANSWER, () -> KafkaAnswer
				.await("the share group " + this.group,
						this.admin.describeShareGroups(List.of(this.group)).describedGroups().get(this.group), ANSWER)
				.members());
		}
		catch (ClusterException ex) {
			if (ex.getCause() instanceof GroupIdNotFoundException) {
				return List.of(); // No member has joined yet.
			}
			throw ex;
		}
	}

	/**
	 * Waits until the group is done with every record, by Kafka's own word, and for so
	 * long after the last delivery that another one would have come by then.
	 * @param partitions all of the topic
	 * @return how many records it is not done with; empty when Kafka does not tell
	 */
	public Optional<Long> awaitDone(Collection<TopicPartition> partitions, Duration atMost) {
		Deadline deadline = Deadline.in(atMost);
		Optional<Long> left = deadline.until(() -> lag(partitions),
				(lag) -> lag.filter((open) -> open == 0).isPresent());
		deadline.until(this::isQuiet, Boolean::booleanValue);
		return left;
	}

	private Optional<Long> lag(Collection<TopicPartition> partitions) {
		Map<TopicPartition, SharePartitionOffsetInfo> offsets = KafkaAnswer.retry(RetriableException.class, ANSWER,
				() -> KafkaAnswer.await("the offsets of the share group " + this.group,
						this.admin.listShareGroupOffsets(Map.of(this.group, new ListShareGroupOffsetsSpec()))
							.partitionsToOffsetInfo(this.group),
						ANSWER));
		return partitions.stream()
			.map((partition) -> Optional.ofNullable(offsets.get(partition)).flatMap(SharePartitionOffsetInfo::lag))
			.reduce(Optional.of(0L), (one, other) -> one.flatMap((sum) -> other.map((lag) -> sum + lag)));
	}

	private boolean isQuiet() {
		long lock = this.members.stream().mapToLong(ShareMember::lockMillis).max().orElse(0);
		long last = this.members.stream().mapToLong(ShareMember::lastAcquired).max().orElse(0);
		return System.nanoTime() - last >= (lock + SLACK_MILLIS) * MILLISECOND;
	}

	@Override
	public void close() {
		this.members.forEach(ShareMember::end);
		this.members.forEach(ShareMember::close);
		this.admin.close(Duration.ZERO);
	}

}
