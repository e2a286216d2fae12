package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.util.Map;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.DataFaults;
import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.KafkaCluster;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One of a process's two disks is full, or gone. */
class DiskFaultIT {

	@TempDir
	static Path directory;

	@SuppressWarnings("NullAway.Init") // By startCluster.
	private static KafkaCluster cluster;

	@SuppressWarnings("NullAway.Init")
	private static Admin admin;

	@BeforeAll
	static void startCluster() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory).withDisks(2).withPorts(Ports.AUTO));
		cluster.start();
		admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
	}

	@AfterAll
	static void closeCluster() {
		admin.close();
		cluster.close();
	}

	@Test
	void aDiskThatIsFull() throws Exception {
		new DataFaults(cluster, admin, "full").aDiskFailsAndTheOtherGoesOn(Fault.DISK_FULL);
	}

	@Test
	void aDiskThatIsGone() throws Exception {
		new DataFaults(cluster, admin, "gone").aDiskFailsAndTheOtherGoesOn(Fault.DISK_GONE);
	}

	@Test
	void aDiskThatIsNotThereIsRefused() {
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> cluster.node(1).breakDisk(3, Fault.DISK_GONE))
			.withMessageContaining("Disk 3 of node 1 cannot be broken");
	}

}
