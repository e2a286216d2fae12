package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
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
 * There is one admin client, opened once and kept. Opening it needs no broker, but it
 * resolves names, which can take long and can fail: only the watch's own thread opens it,
 * and tries again until it is open; all others wait for it.
 * <p>
 * Every question has a part that only the active controller can answer (reassignments, or
 * the quorum itself): a broker that has lost the controller quorum goes on serving its
 * last metadata, and what it says must not pass for the present state of the cluster.
 */
class ClusterClient implements AutoCloseable {

	private static final Set<Class<? extends Throwable>> NO_SUCH_TOPIC = Set.of(UnknownTopicOrPartitionException.class,
			InvalidTopicException.class);

	private static final Set<Class<? extends Throwable>> NO_REASSIGNMENTS = Set.of(UnsupportedVersionException.class,
			ClusterAuthorizationException.class);

	private static final String NO_ANSWER = "The cluster did not answer in time";

	private final Supplier<Admin> factory;

	private final Duration timeout;

	private final CompletableFuture<Admin> opened = new CompletableFuture<>();

	ClusterClient(Supplier<Admin> factory, Duration timeout) {
		this.factory = factory;
		this.timeout = timeout;
	}

	void open() {
		if (!this.opened.isDone()) {
			Admin admin = this.factory.get();
			if (!this.opened.complete(admin)) {
				admin.close(Duration.ZERO);
			}
		}
	}

	@Override
	public void close() {
		this.opened.completeExceptionally(new IllegalStateException("closed"));
		if (!this.opened.isCompletedExceptionally()) {
			this.opened.join().close(Duration.ZERO);
		}
	}

	/**
	 * All topics, Kafka's internal ones included.
	 * @return the topics by name
	 * @throws ClusterUnavailableException when there was no full answer in time
	 */
	TopicNames topics() {
		return ask((admin) -> answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).listings())
			.thenCombine(quorum(admin),
					(listings, quorum) -> TopicNames.of(listings.stream().map(TopicNames.Name::of))));
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
			var committed = answer(admin.listConsumerGroupOffsets(wanted).partitionsToOffsetAndMetadata(group));
			var starts = offsets(admin, partitions, OffsetSpec.earliest());
			var ends = offsets(admin, partitions, OffsetSpec.latest());
			return CompletableFuture.allOf(committed, starts, ends)
				.thenApply((all) -> partitions.stream()
					.collect(Collectors.toMap(Function.identity(), (partition) -> Backlog
						.of(committed.join().get(partition), offset(starts, partition), offset(ends, partition)))));
		});
	}

	private static long offset(CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets,
			TopicPartition partition) {
		return Objects.requireNonNull(offsets.join().get(partition)).offset();
	}

	private static CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(Admin admin,
			Collection<TopicPartition> partitions, OffsetSpec which) {
		return answer(admin
			.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), (partition) -> which)))
			.all());
	}

	private <T> T ask(Function<Admin, CompletableFuture<T>> question) {
		CompletableFuture<T> answer = this.opened.thenCompose(question);
		try {
			return answer.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new ClusterUnavailableException((cause instanceof org.apache.kafka.common.errors.TimeoutException)
					? NO_ANSWER : "The cluster could not answer: " + cause.getMessage(), ex);
		}
		catch (TimeoutException ex) {
			throw new ClusterUnavailableException(
					this.opened.isDone() ? NO_ANSWER : "There is no connection to the cluster yet", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterUnavailableException("Interrupted while waiting for the cluster", ex);
		}
		finally {
			answer.cancel(false); // A client that opens later is not asked any more.
		}
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
