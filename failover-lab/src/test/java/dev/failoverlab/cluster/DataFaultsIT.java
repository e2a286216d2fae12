package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds when a node's data is lost or damaged, whatever nodes are: three of a
 * backend, each with two disks and a metadata log of its own. Each test leaves the
 * cluster ready for the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DataFaultsIT {

	/**
	 * Long enough for a machine that is ten times slower than usual because it is busy.
	 */
	private static final Duration RECOVERED = Duration.ofMinutes(4);

	private static final int PARTITIONS = 4;

	private static final int RECORDS = 20;

	private final TestBackend backend;

	/** Of each test its own; every partition is led by node 2. */
	@SuppressWarnings("NullAway.Init") // By makeTopic.
	private String topic;

	@SuppressWarnings("NullAway.Init") // By startCluster.
	private KafkaCluster cluster;

	@SuppressWarnings("NullAway.Init")
	private Admin admin;

	private boolean started;

	/**
	 * Faults of a backend's.
	 * @param backend what nodes are
	 */
	protected DataFaultsIT(TestBackend backend) {
		this.backend = backend;
	}

	/**
	 * The faults.
	 * @return the cluster that the class has started
	 */
	protected KafkaCluster cluster() {
		return this.cluster;
	}

	@BeforeAll
	void startCluster(@TempDir Path directory) {
		this.backend.require(getClass().getSimpleName());
		this.cluster = this.backend.create(ClusterSpec.threeCombined(directory).withDisks(2).withPorts(Ports.AUTO),
				(progress) -> {
				});
		this.started = true;
		this.admin = Admin.create(Map.of("bootstrap.servers", this.cluster.bootstrapServers()));
		this.cluster.start();
	}

	@AfterAll
	void closeCluster() {
		if (this.started) {
			this.admin.close();
			this.cluster.close();
		}
	}

	@BeforeEach
	void makeTopic(TestInfo test) throws Exception {
		this.topic = test.getTestMethod().orElseThrow().getName();
		this.admin
			.createTopics(List.of(new NewTopic(this.topic,
					IntStream.range(0, PARTITIONS)
						.boxed()
						.collect(Collectors.toMap((partition) -> partition, (partition) -> List.of(2, 3, 1))))))
			.all()
			.get();
		until("every partition led by node 2 with a whole ISR", () -> IntStream.range(0, PARTITIONS)
			.allMatch((partition) -> leader(partition) == 2 && isWhole(partition)));
		sendToEach();
	}

	@AfterEach
	void heal() {
		if (this.started) {
			this.cluster.nodes().forEach(Node::heal);
			this.cluster.start();
		}
	}

	@Test
	void aFullDiskFailsAndTheOtherKeepsWorking() throws Exception {
		aDiskFailsAndTheOtherKeepsWorking(DiskFailure.FULL);
	}

	@Test
	@Tag("nightly")
	void aMissingDiskFailsAndTheOtherKeepsWorking() throws Exception {
		aDiskFailsAndTheOtherKeepsWorking(DiskFailure.GONE);
	}

	@Test
	void anUnknownDiskIsRefused() {
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> this.cluster.node(1).breakDisk(3, DiskFailure.GONE))
			.withMessageContaining("Disk 3 of node 1 cannot be broken");
	}

	/**
	 * A wiped node's old directory is no longer a voter. After a start it is a voter with
	 * a new directory and copies its data. Node 1 was formatted as the first voter, and
	 * must not be formatted like that again; usually it leads the quorum, which has to
	 * elect another leader first.
	 */
	@Test
	void aWipedNodeRejoinsAndCopiesItsData() throws Exception {
		int id = 1;
		Node node = this.cluster.node(id);
		Map<Integer, Uuid> before = voters();
		long size = size(id);
		assertThat(node.wipe()).matches(Node.Effect::changed).extracting(Node.Effect::state).isEqualTo(Node.State.DOWN);
		assertThat(voters()).doesNotContainKey(id).hasSize(2);
		node.start();
		this.cluster.awaitReady(RECOVERED);
		assertThat(voters()).hasSize(3).doesNotContainValue(Objects.requireNonNull(before.get(id)));
		until("whole ISRs", () -> IntStream.range(0, PARTITIONS).allMatch(this::isWhole));
		until("the data copied", () -> size(id) >= size);
		sendToEach();
	}

	/**
	 * Too few nodes would be left with the quorum's metadata. The refusal also works
	 * while the quorum elects another leader.
	 */
	@Test
	void aMajorityIsNotWiped() {
		int active = this.cluster.activeController().orElseThrow();
		this.cluster.node(active).kill();
		Node node = this.cluster.node(active % 3 + 1);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(node::wipe)
			.withMessageContaining("Node " + node.id() + " cannot be wiped")
			.withMessageContaining("not a majority");
		assertThat(node.state()).isEqualTo(Node.State.RUNNING);
	}

	/**
	 * The broker reports the failed disk. Other nodes lead its partitions; those on the
	 * other disk keep their leader. After healing, all replicas are in the ISR again.
	 */
	private void aDiskFailsAndTheOtherKeepsWorking(DiskFailure how) throws Exception {
		Node node = this.cluster.node(2);
		int disk = disk(0);
		List<Integer> lost = IntStream.range(0, PARTITIONS)
			.filter((partition) -> disk(partition) == disk)
			.boxed()
			.toList();
		List<Integer> kept = IntStream.range(0, PARTITIONS)
			.boxed()
			.filter((partition) -> !lost.contains(partition))
			.toList();
		assertThat(kept).as("on the other disk").isNotEmpty();
		assertThat(node.breakDisk(disk, how).changed()).isTrue();
		assertThat(failed(2)).as("as the broker itself says").containsExactly("disk-" + disk);
		assertThat(node.breakDisk(disk, how).changed()).isFalse();
		until("others that lead what was on the disk",
				() -> lost.stream().allMatch((partition) -> leader(partition) != 2 && leader(partition) > 0));
		assertThat(kept).as("what is on the other disk").allMatch((partition) -> leader(partition) == 2);
		assertThat(node.state()).isEqualTo(Node.State.RUNNING);
		sendToEach();
		assertThat(node.heal().changed()).isTrue();
		this.cluster.awaitReady(RECOVERED);
		until("no failed disk", () -> failed(2).isEmpty());
		until("whole ISRs", () -> IntStream.range(0, PARTITIONS).allMatch(this::isWhole));
		assertThat(disk(0)).isEqualTo(disk);
		assertThat(node.heal().changed()).isFalse();
	}

	private void sendToEach() throws Exception {
		try (Producer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.cluster.bootstrapServers(), "acks", "all"), new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < PARTITIONS * RECORDS; i++) {
				producer.send(new ProducerRecord<>(this.topic, i % PARTITIONS, null, "email " + i))
					.get(RECOVERED.toSeconds(), TimeUnit.SECONDS);
			}
		}
	}

	private int leader(int partition) {
		return this.cluster.leaderOf(this.topic, partition).orElse(-1);
	}

	private boolean isWhole(int partition) {
		return this.cluster.isrOf(this.topic, partition).equals(Set.of(1, 2, 3));
	}

	private int disk(int partition) {
		return this.cluster.diskOf(2, this.topic, partition).orElseThrow();
	}

	/** Names of the disks that a broker itself reports as failed. */
	private Set<String> failed(int id) throws Exception {
		return logs(id).entrySet()
			.stream()
			.filter((log) -> log.getValue().error() != null)
			.map((log) -> log.getKey().substring(log.getKey().lastIndexOf('/') + 1))
			.collect(Collectors.toSet());
	}

	/** Bytes that a broker keeps of the topic. */
	private long size(int id) throws Exception {
		return logs(id).values()
			.stream()
			.flatMap((log) -> log.replicaInfos().entrySet().stream())
			.filter((replica) -> replica.getKey().topic().equals(this.topic))
			.mapToLong((replica) -> replica.getValue().size())
			.sum();
	}

	private Map<String, LogDirDescription> logs(int id) throws Exception {
		return Objects.requireNonNull(this.admin.describeLogDirs(List.of(id)).descriptions().get(id))
			.get(RECOVERED.toSeconds(), TimeUnit.SECONDS);
	}

	private Map<Integer, Uuid> voters() throws Exception {
		return this.admin.describeMetadataQuorum()
			.quorumInfo()
			.get(RECOVERED.toSeconds(), TimeUnit.SECONDS)
			.voters()
			.stream()
			.collect(Collectors.toMap((voter) -> voter.replicaId(), (voter) -> voter.replicaDirectoryId()));
	}

	private static void until(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + RECOVERED.toNanos();
		while (!condition.call()) {
			assertThat(System.nanoTime() - deadline).as("nanoseconds past the deadline, waiting for " + what)
				.isNegative();
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

}
