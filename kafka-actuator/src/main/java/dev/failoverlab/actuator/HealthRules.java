package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * Judges what is known of a cluster. It is down when
 * <ul>
 * <li>a partition of the topics has no leader, or fewer in-sync replicas than an acks=all
 * write needs, min(min.insync.replicas, replicas);</li>
 * <li>one of the topics does not exist;</li>
 * <li>the quorum or a topic was last reported longer ago than the grace period. A quorum
 * without a leader does not answer, and topics are described only while it has one, so an
 * election passes unnoticed and a lost quorum does not.</li>
 * </ul>
 * How many nodes are alive plays no part: one of three may always be restarting.
 *
 * @param topics the topics to judge
 * @param grace how long what was last heard may be relied on
 */
record HealthRules(Set<String> topics, Duration grace) {

	Health judge(ClusterMemory memory, Instant now) {
		List<String> problems = Stream
			.concat(silence("The controller quorum", memory.quorum(), now).stream(),
					this.topics.stream().flatMap((name) -> topicProblems(name, memory.topic(name), now)))
			.toList();
		Health.Builder health = problems.isEmpty() ? Health.up() : Health.down().withDetail("problems", problems);
		List<String> underReplicated = this.topics.stream()
			.flatMap((name) -> description(memory.topic(name)).stream())
			.flatMap(HealthRules::underReplicated)
			.toList();
		return health.withDetail("topics", List.copyOf(this.topics))
			.withDetail("underReplicated", underReplicated)
			.withDetail("quorum", quorum(memory.quorum(), now))
			.build();
	}

	private Stream<String> topicProblems(String name, @Nullable Observed<Optional<TopicDescription>> topic,
			Instant now) {
		Optional<String> silence = silence(name, topic, now);
		if (topic == null || silence.isPresent()) {
			return silence.stream();
		}
		return topic.value().map(HealthRules::partitionProblems).orElseGet(() -> Stream.of(name + " does not exist"));
	}

	private Optional<String> silence(String what, @Nullable Observed<?> heard, Instant now) {
		if (heard == null) {
			return Optional.of(what + " has not been reported yet");
		}
		Duration age = heard.age(now);
		return (age.compareTo(this.grace) > 0) ? Optional.of(what + " was last reported " + age.toSeconds() + " s ago")
				: Optional.empty();
	}

	private static Stream<String> partitionProblems(TopicDescription topic) {
		return topic.partitions().stream().flatMap((partition) -> problem(topic, partition).stream());
	}

	private static Optional<String> problem(TopicDescription topic, PartitionDescription partition) {
		String name = topic.name() + "-" + partition.partition();
		if (partition.leader() == null) {
			return Optional.of(name + " has no leader");
		}
		int required = partition.requiredInSyncReplicas(topic.minInSyncReplicas());
		return (partition.isr().size() < required)
				? Optional.of(name + " has in-sync replicas " + partition.isr() + " and needs " + required)
				: Optional.empty();
	}

	private static Stream<String> underReplicated(TopicDescription topic) {
		return topic.partitions()
			.stream()
			.filter(PartitionDescription::isUnderReplicated)
			.map((partition) -> topic.name() + "-" + partition.partition() + " has in-sync replicas " + partition.isr()
					+ " of " + partition.replicas());
	}

	private static Optional<TopicDescription> description(@Nullable Observed<Optional<TopicDescription>> topic) {
		return (topic != null) ? topic.value() : Optional.empty();
	}

	private static Map<String, Object> quorum(@Nullable Observed<QuorumDescription> quorum, Instant now) {
		Map<String, Object> details = new LinkedHashMap<>();
		if (quorum != null) {
			details.put("leader", quorum.value().leader());
			details.put("epoch", quorum.value().epoch());
			details.put("ageMs", quorum.age(now).toMillis());
		}
		return details;
	}

}
