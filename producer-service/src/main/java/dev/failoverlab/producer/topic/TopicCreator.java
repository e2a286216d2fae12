package dev.failoverlab.producer.topic;

import java.util.List;
import java.util.concurrent.ExecutionException;

import dev.failoverlab.actuator.ClusterTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Sees to it that the topic exists and that the producer knows where its partitions are,
 * so that the first email does not have to ask a broker that may be frozen. A topic that
 * is there is left as it is; {@code KafkaAdmin} would add partitions, and with them
 * change which emails stay in order.
 */
final class TopicCreator implements ClusterTask.Work {

	private static final Logger logger = LoggerFactory.getLogger(TopicCreator.class);

	private final TopicSettings settings;

	private final KafkaOperations<String, String> kafka;

	TopicCreator(TopicSettings settings, KafkaOperations<String, String> kafka) {
		this.settings = settings;
		this.kafka = kafka;
	}

	@Override
	public void run(Admin client) throws ExecutionException, InterruptedException {
		TopicDescription found = describe(client);
		if (found == null) {
			create(client);
		}
		else {
			compare(found);
		}
		this.kafka.partitionsFor(this.settings.name());
	}

	private @Nullable TopicDescription describe(Admin client) throws InterruptedException, ExecutionException {
		String name = this.settings.name();
		try {
			return client.describeTopics(List.of(name)).allTopicNames().get().get(name);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return null;
			}
			throw ex;
		}
	}

	private void create(Admin client) throws InterruptedException, ExecutionException {
		try {
			client.createTopics(List.of(this.settings.declared())).all().get();
			logger.info("Created the topic {}", this.settings.declared());
		}
		catch (ExecutionException ex) {
			if (!(ex.getCause() instanceof TopicExistsException)) {
				throw ex;
			}
			logger.info("The topic {} has just been created by another client", this.settings.name());
		}
	}

	private void compare(TopicDescription found) {
		List<List<Integer>> replicas = found.partitions().stream().map(TopicCreator::nodes).toList();
		if (!this.settings.isAsDeclared(replicas)) {
			logger.warn("The topic {} exists with its partitions on the nodes {} and is left so, but is declared as {}",
					this.settings.name(), replicas, this.settings.declared());
		}
	}

	private static List<Integer> nodes(TopicPartitionInfo partition) {
		return partition.replicas().stream().map(Node::id).toList();
	}

}
