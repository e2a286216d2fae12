package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.util.Map;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.DataFaults;
import dev.failoverlab.cluster.KafkaCluster;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed and its data deleted. */
class WipeIT {

	@TempDir
	static Path directory;

	@SuppressWarnings("NullAway.Init") // By startCluster.
	private static KafkaCluster cluster;

	@SuppressWarnings("NullAway.Init")
	private static Admin admin;

	@BeforeAll
	static void startCluster() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory).withPorts(Ports.AUTO));
		cluster.start();
		admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
	}

	@AfterAll
	static void closeCluster() {
		admin.close();
		cluster.close();
	}

	/**
	 * Which was formatted as the first voter, and must not become one again; as a rule it
	 * leads the quorum, which has to find another leader first.
	 */
	@Test
	void theFirstVoter() throws Exception {
		new DataFaults(cluster, admin, "first").aWipedNodeJoinsAnewAndCopiesWhatItHad(1);
	}

	@Test
	void aMajorityIsRefused() throws Exception {
		new DataFaults(cluster, admin, "majority").aMajorityIsNotWiped();
	}

}
