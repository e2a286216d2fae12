package dev.failoverlab.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardedBrokerTests {

	@TempDir
	private Path folder;

	@Test
	void theSettingsOfTheLabsNodesAreRead() {
		assertThat(GuardedBroker.of(Path.of("..", "kafka-config", "node-2.properties")))
			.isEqualTo(new GuardedBroker(2, "127.0.0.1:19092", "127.0.0.1:9093,127.0.0.1:19093,127.0.0.1:29093"));
	}

	@Test
	void aStaticQuorumAndAListenerOfItsOwnAreRead() throws IOException {
		assertThat(broker("node.id=7", "controller.quorum.voters=1@a:9093,2@b:9093",
				"inter.broker.listener.name=INSIDE", "listeners=OUTSIDE://:9092,INSIDE://:9095"))
			.isEqualTo(new GuardedBroker(7, "localhost:9095", "a:9093,b:9093"));
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> broker("node.id="))
			.withMessageContaining("node.id must be a number, not \"\"");
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> broker("node.id=1", "listeners=PLAINTEXT://:9092"))
			.withMessageContaining("neither controller.quorum.bootstrap.servers nor controller.quorum.voters");
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> broker("node.id=1", "controller.quorum.voters=1@a:1", "listeners=SSL://:9092"))
			.withMessageContaining("has no listener PLAINTEXT");
	}

	private GuardedBroker broker(String... lines) throws IOException {
		return GuardedBroker.of(Files.writeString(this.folder.resolve("server.properties"), String.join("\n", lines)));
	}

}
