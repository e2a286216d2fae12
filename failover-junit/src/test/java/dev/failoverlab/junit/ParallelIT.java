package dev.failoverlab.junit;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.failoverlab.cluster.KafkaCluster;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import static dev.failoverlab.junit.Targets.leaderOf;
import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Test classes and methods that run at the same time in one JVM. */
@Tag("nightly")
class ParallelIT {

	private static final Map<Class<?>, String> SERVERS = new ConcurrentHashMap<>();

	private static final Map<String, List<Long>> WORKED = new ConcurrentHashMap<>();

	private static final CyclicBarrier ALL_FOUR = new CyclicBarrier(4);

	@Test
	void classesThatShareHaveOneClusterAndTheOthersHaveTheirOwn() {
		run(FirstToShare.class, SecondToShare.class, FirstAlone.class, SecondAlone.class);
		assertThat(SERVERS).hasSize(4);
		assertThat(SERVERS.get(FirstToShare.class)).isEqualTo(SERVERS.get(SecondToShare.class));
		assertThat(SERVERS.values().stream().distinct()).hasSize(3);
		assertThat(SERVERS.values()).allSatisfy(ParallelIT::hasEnded);
	}

	@Test
	void runsOfMethodsThatShareAClusterFollowEachOther() {
		run(TwoMethods.class);
		List<List<Long>> inOrder = WORKED.values().stream().sorted((a, b) -> Long.compare(a.get(0), b.get(0))).toList();
		assertThat(inOrder).hasSize(2);
		assertThat(inOrder.get(0).get(1)).isLessThan(inOrder.get(1).get(0));
	}

	private static void run(Class<?>... classes) {
		Events events = EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
			.execute()
			.allEvents();
		assertThat(events.failed().list()).isEmpty();
	}

	private static void hasEnded(String server) {
		assertThatExceptionOfType(ConnectException.class).isThrownBy(
				() -> new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(server.replaceAll(".*:", "")))
					.close());
	}

	/** Each waits until all four classes are in their tests. */
	private static void meet(Class<?> type, KafkaCluster cluster) throws Exception {
		SERVERS.put(type, cluster.bootstrapServers());
		ALL_FOUR.await(2, TimeUnit.MINUTES);
	}

	@KafkaFailover(nodes = 1, topics = "shared:1:1", shared = true)
	static class FirstToShare {

		@Test
		void meets(KafkaCluster cluster) throws Exception {
			meet(FirstToShare.class, cluster);
		}

	}

	@KafkaFailover(nodes = 1, topics = "shared:1:1", shared = true)
	static class SecondToShare {

		@Test
		void meets(KafkaCluster cluster) throws Exception {
			meet(SecondToShare.class, cluster);
		}

	}

	@KafkaFailover(nodes = 1, topics = "shared:1:1")
	static class FirstAlone {

		@Test
		void meets(KafkaCluster cluster) throws Exception {
			meet(FirstAlone.class, cluster);
		}

	}

	@KafkaFailover(nodes = 1, topics = "shared:1:1")
	static class SecondAlone {

		@Test
		void meets(KafkaCluster cluster) throws Exception {
			meet(SecondAlone.class, cluster);
		}

	}

	@KafkaFailover(topics = "methods:1:3")
	static class TwoMethods {

		@Test
		void first(Failover failover) {
			stopTheLeader("first", failover);
		}

		@Test
		void second(Failover failover) {
			stopTheLeader("second", failover);
		}

		private static void stopTheLeader(String method, Failover failover) {
			try (KafkaProducer<String, String> producer = new KafkaProducer<>(failover.producerSettings(),
					new StringSerializer(), new StringSerializer())) {
				assertThat(failover.stop(leaderOf("methods", 0)).whileRunning(() -> {
					WORKED.merge(method, List.of(System.nanoTime(), System.nanoTime()),
							(known, now) -> List.of(known.get(0), now.get(1)));
					producer.send(new ProducerRecord<>("methods", method)).get();
				}).judge()).hasNoLostWrites().isClean();
			}
		}

	}

}
