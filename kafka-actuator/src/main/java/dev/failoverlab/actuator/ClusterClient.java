package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the cluster and waits for the answers, for all parts of a question together never
 * longer than the time-out.
 * <p>
 * Every question has a part that only the active controller can answer (reassignments, or
 * the quorum itself): a broker that has lost the controller quorum goes on serving its
 * last metadata, and what it says must not pass for the present state of the cluster.
 */
class ClusterClient {

	private static final Set<Class<? extends Throwable>> NO_SUCH_TOPIC = Set.of(UnknownTopicOrPartitionException.class,
			InvalidTopicException.class);

	private static final Set<Class<? extends Throwable>> NO_REASSIGNMENTS = Set.of(UnsupportedVersionException.class,
			ClusterAuthorizationException.class);

	private final AdminConnection connection;

	private final Duration timeout;

	ClusterClient(AdminConnection connection, Duration timeout) {
		this.connection = connection;
		this.timeout = timeout;
	}

	/**
	 * All topics, Kafka's internal ones included.
	 * @return the topics by name
	 * @throws ClusterUnavailableException when there was no full answer in time
	 */
	TopicNames topics() {
		return ask((admin) -> answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).listings())
			.thenCombine(quorum(admin),
					(listings,
							quorum) -> new TopicNames(listings.stream()
								.map(TopicNames.Name::of)
								.sorted(Comparator.comparing(TopicNames.Name::name))
								.toList())));
	}

	/**
	 * Describes topics.
	 * @param names the topics to describe
	 * @return the descriptions by name, without those of topics that do not exist
	 * @throws ClusterUnavailableException when there was no full answer in time
	 */
	Map<String, TopicDescription> describe(Collection<String> names) {
		return ask((admin) -> describe(admin, names));
	}

	/**
	 * Describes the controller quorum.
	 * @return what its leader says
	 * @throws ClusterUnavailableException when there was no answer in time, or there is
	 * no leader
	 */
	QuorumDescription quorum() {
		return ask((admin) -> quorum(admin).thenApply(QuorumDescription::of));
	}

	/**
	 * How far a consumer group has come.
	 * @param group the group
	 * @param partitions the partitions of interest
	 * @return its backlog in each
	 * @throws ClusterUnavailableException when there was no full answer in time
	 */
	Map<TopicPartition, Backlog> backlogs(String group, Collection<TopicPartition> partitions) {
		var wanted = Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions));
		return ask((admin) -> {
			var firsts = offsets(admin, partitions, OffsetSpec.earliest());
			var ends = offsets(admin, partitions, OffsetSpec.latest());
			return answer(admin.listConsumerGroupOffsets(wanted).partitionsToOffsetAndMetadata(group))
				.thenCombine(firsts,
						(committed, first) -> partitions.stream()
							.collect(Collectors.toMap(Function.identity(),
									(partition) -> position(committed.get(partition), first.get(partition)))))
				.thenCombine(ends, (positions, end) -> {
					Map<TopicPartition, Backlog> backlogs = new HashMap<>();
					positions.forEach((partition, position) -> backlogs.put(partition,
							Backlog.between(position, Objects.requireNonNull(end.get(partition)).offset())));
					return backlogs;
				});
		});
	}

	/** What is committed may be nothing, or gone. */
	private static long position(@Nullable OffsetAndMetadata committed, @Nullable ListOffsetsResultInfo first) {
		long beginning = Objects.requireNonNull(first).offset();
		return (committed != null) ? Math.max(committed.offset(), beginning) : beginning;
	}

	private static CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(Admin admin,
			Collection<TopicPartition> partitions, OffsetSpec which) {
		return answer(admin
			.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), (partition) -> which)))
			.all());
	}

	private <T> T ask(Function<Admin, CompletableFuture<T>> question) {
		return this.connection.ask(question, this.timeout);
	}

	private static CompletableFuture<QuorumInfo> quorum(Admin admin) {
		return answer(admin.describeMetadataQuorum().quorumInfo()).thenApply((quorum) -> {
			if (quorum.leaderId() < 0) {
				throw new IllegalStateException("the controller quorum has no leader");
			}
			return quorum;
		});
	}

	private static CompletableFuture<Map<String, TopicDescription>> describe(Admin admin, Collection<String> names) {
		var topics = admin.describeTopics(names).topicNameValues();
		var configs = admin.describeConfigs(names.stream().map(ClusterClient::resource).toList()).values();
		return unless(NO_REASSIGNMENTS, answer(admin.listPartitionReassignments().reassignments()))
			.thenCompose((reassignments) -> {
				CompletableFuture<Map<String, TopicDescription>> all = CompletableFuture
					.completedFuture(new LinkedHashMap<>());
				for (String name : names) {
					var topic = answer(topics.get(name)).thenCombine(answer(configs.get(resource(name))),
							(found, config) -> TopicDescription.of(found, config, reassignments.orElse(Map.of())));
					all = all.thenCombine(unless(NO_SUCH_TOPIC, topic), (described, existing) -> {
						existing.ifPresent((description) -> described.put(name, description));
						return described;
					});
				}
				return all;
			});
	}

	/** Some errors are an answer, too: empty. */
	private static <T> CompletableFuture<Optional<T>> unless(Set<Class<? extends Throwable>> errors,
			CompletableFuture<T> answer) {
		return answer.thenApply(Optional::of).exceptionally((error) -> {
			if (errors.stream().anyMatch((type) -> type.isInstance(error.getCause()))) {
				return Optional.empty();
			}
			throw new CompletionException(error.getCause());
		});
	}

	private static <T> CompletableFuture<T> answer(@Nullable KafkaFuture<T> future) {
		return Objects.requireNonNull(future).toCompletionStage().toCompletableFuture();
	}

	private static ConfigResource resource(String topic) {
		return new ConfigResource(ConfigResource.Type.TOPIC, topic);
	}

}
