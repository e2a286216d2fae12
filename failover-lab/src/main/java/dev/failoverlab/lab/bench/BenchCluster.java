package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Jvm;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.service.ServiceProcess;
import dev.failoverlab.lab.service.ServiceProcess.ServiceSpec;
import dev.failoverlab.run.CloseStack;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes, and services, in JVMs as their users run them, with files that are deleted
 * at the end.
 */
public final class BenchCluster implements AutoCloseable {

	private static final int PARTITIONS = 3;

	private static final short REPLICAS = 3;

	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	private static final Duration STANDSTILL = Duration.ofMinutes(1);

	private final Path folder;

	private final CloseStack closing = new CloseStack();

	private final KafkaCluster cluster;

	private final AtomicInteger topics = new AtomicInteger();

	private @Nullable Admin admin;

	/**
	 * Prepares a cluster; nothing is started yet.
	 * @param folder an empty folder, deleted by {@link #close}
	 * @param ports how the nodes' ports are chosen
	 */
	public BenchCluster(Path folder, ClusterSpec.Ports ports) {
		this.folder = folder;
		this.closing.add(() -> delete(folder));
		this.cluster = this.closing.add(StartedNodes.PROCESS.create(
				ClusterSpec.threeCombined(folder.resolve("cluster")).withPorts(ports).withJvm(Jvm.PRODUCTION),
				(progress) -> {
				}));
	}

	void start() {
		this.cluster.start();
		this.admin = this.closing.add(Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers())));
	}

	<T extends AutoCloseable> T closeWithIt(T thing) {
		return this.closing.add(thing);
	}

	String brokers() {
		return this.cluster.bootstrapServers();
	}

	KafkaTool tools() {
		return new KafkaTool(this.folder, brokers(), this.closing);
	}

	/**
	 * Creates a topic like that of the emails.
	 * @return its name
	 */
	String topic() {
		String name = "bench-" + this.topics.incrementAndGet();
		NewTopic topic = new NewTopic(name, PARTITIONS, REPLICAS)
			.configs(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"));
		KafkaAnswer.await("the topic " + name, admin().createTopics(List.of(topic)).all(), TIMEOUT);
		return name;
	}

	/** How many records a topic has. */
	long records(String topic) {
		Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
			.boxed()
			.collect(Collectors.toMap((number) -> new TopicPartition(topic, number), (number) -> OffsetSpec.latest()));
		return KafkaAnswer.await("the ends of " + topic, admin().listOffsets(ends).all(), TIMEOUT)
			.values()
			.stream()
			.mapToLong(ListOffsetsResultInfo::offset)
			.sum();
	}

	private Admin admin() {
		return Objects.requireNonNull(this.admin, "not started");
	}

	/** Starts a producer service and waits until it is ready. */
	URI producerService(Variant variant, String topic) {
		return ready(ServiceProcess.start(service("producer-service", topic,
				Stream.concat(Stream.of("--producer.topic.name=" + topic), variant.arguments()))));
	}

	/**
	 * Starts a consumer service and waits until it is ready.
	 * @param group its group, which reads the topic from its beginning when it is new
	 */
	ServiceProcess consumerService(String topic, String group) {
		ServiceProcess service = ServiceProcess
			.start(service("consumer-service", group, Stream.of("--consumer.topic=" + topic,
					"--consumer.dead-letters.topic=" + topic + "-dlt", "--spring.kafka.consumer.group-id=" + group)));
		ready(service);
		return service;
	}

	/**
	 * Waits until a group has read a topic to its end.
	 * @throws LabException when it commits nothing for a while
	 */
	void awaitCommitted(String group, long records) {
		long before = -1;
		for (long now = committed(group); now < records; now = committed(group)) {
			if (now == before) {
				throw new LabException("The group " + group + " read " + now + " of " + records
						+ " records, and nothing more in " + STANDSTILL.toSeconds() + " s.");
			}
			before = now;
			long seen = now;
			Deadline.in(STANDSTILL).until(() -> committed(group), (then) -> then > seen);
		}
	}

	private long committed(String group) {
		return KafkaAnswer
			.await("the offsets of " + group, admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
					TIMEOUT)
			.values()
			.stream()
			.filter(Objects::nonNull)
			.mapToLong(OffsetAndMetadata::offset)
			.sum();
	}

	private ServiceSpec service(String service, String name, Stream<String> arguments) {
		List<String> all = Stream.concat(arguments, Stream.of("--spring.kafka.bootstrap-servers=" + brokers()))
			.toList();
		return new ServiceSpec(service, 0, this.folder.resolve(service + "-" + name), all).inPlainJvm();
	}

	URI doNothing() {
		return ready(ServiceProcess.start(new ServiceSpec("do-nothing", 0, this.folder.resolve("do-nothing"),
				List.of("--management.endpoint.health.probes.enabled=true", "--kafka-actuator.web.enabled=true",
						"--kafka-actuator.web.max-body=512KB", "--server.tomcat.max-keep-alive-requests=-1"))
			.inPlainJvm(), DoNothing.class));
	}

	private URI ready(ServiceProcess service) {
		this.closing.add(service).awaitReady(TIMEOUT);
		return service.address();
	}

	/** Ends every process and deletes every file. Idempotent. */
	@Override
	public void close() {
		this.closing.close();
	}

	/** Deletes what a consumer service that has ended wrote: some hundred megabytes. */
	void deleteFilesOf(String group) {
		delete(this.folder.resolve("consumer-service-" + group));
	}

	private static void delete(Path folder) {
		try {
			Utils.delete(folder.toFile());
		}
		catch (IOException ex) {
			throw new LabException("Cannot remove " + folder + ": " + ex + ".", ex);
		}
	}

}
