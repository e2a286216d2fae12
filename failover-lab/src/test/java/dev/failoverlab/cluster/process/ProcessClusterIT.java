package dev.failoverlab.cluster.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Circumstances;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.Values;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What holds for processes alone; what holds for any backend is in FailoverIT. */
class ProcessClusterIT {

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	@BeforeAll
	static void startCluster() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory)
			.withPorts(Ports.AUTO)
			.withOverrides(Map.of("controller.quorum.auto.join.enable", "false")));
		cluster.start();
	}

	@AfterAll
	static void closeCluster() {
		cluster.close();
	}

	/** The last of three has no quorum to hand its leaderships over to (KAFKA-14287). */
	@Test
	@Tag("nightly")
	void aNodeThatCannotStopIsAnErrorWithAThreadDump() {
		cluster.node(1).kill();
		cluster.node(3).kill();
		ProcessNode last = (ProcessNode) cluster.node(2);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> last.stop(Duration.ofSeconds(5)))
			.withMessageContaining("Node 2 was asked to stop and still runs after 5 s")
			.withMessageContaining("node-2-threads.txt");
		assertThat(last.state()).isEqualTo(State.RUNNING);
		assertThat(directory.resolve("logs/node-2-threads.txt")).content().contains("Full thread dump", "SIGTERM");
		assertThat(last.kill().changed()).isTrue();
		cluster.start();
	}

	/** Here no controller joins by itself. */
	@Test
	void everyControllerWasMadeAVoter() {
		assertThat(cluster.voters()).containsExactly(1, 2, 3);
	}

	@Test
	void aVoterThatRunsIsRemovedAndAddedAgain() {
		inflict("remove-voter");
		assertThat(cluster.voters()).containsExactly(1, 3);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> inflict("remove-voter"))
			.withMessage("Node 2 is no voter, so remove-voter would change nothing");
		inflict("add-voter");
		assertThat(cluster.voters()).containsExactly(1, 2, 3);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> inflict("add-voter"))
			.withMessageContaining("Node 2 is a voter already");
	}

	private static void inflict(String fault) {
		Target target = Target.parse("node 2", "email.send");
		Faults.ofNodes(fault)
			.inflict(List.of(cluster.node(2)), new Circumstances(cluster, target, Values.NONE, new Random(1)));
	}

	@Test
	void nodesKeepALog() {
		assertThat(cluster.node(1).logFile()).content().contains("Kafka Server started");
		assertThat(Files.exists(directory.resolve("config/node-1.properties"))).isTrue();
	}

}
