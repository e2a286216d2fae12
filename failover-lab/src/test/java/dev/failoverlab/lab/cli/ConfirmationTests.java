package dev.failoverlab.lab.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.command.FoundCluster;
import dev.failoverlab.cluster.command.GivenNode;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.OwnCluster;
import dev.failoverlab.lab.scenario.ClusterFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfirmationTests {

	private final Screen screen = Screen.pipe();

	private final Confirmation confirmation = new Confirmation(this.screen.terminal(), cluster());

	@Test
	void theIdThatIsGivenIsEnough() {
		assertThatCode(() -> this.confirmation.require("CLUSTER-ID")).doesNotThrowAnyException();
	}

	@Test
	void anotherIdIsRefused() {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> this.confirmation.require("cluster-id"))
			.withMessage("\"cluster-id\" is not the cluster's id, which is CLUSTER-ID. Nothing was done.");
	}

	@Test
	void withoutATerminalTheIdIsTold() {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> this.confirmation.require(null))
			.withMessageContaining("--confirm-cluster CLUSTER-ID");
		assertThat(this.screen.out())
			.contains("is not the lab's own: id CLUSTER-ID, brokers 1 at b1:9092, controllers 4 at c1:9093.");
	}

	private static OwnCluster cluster() {
		ClientSettings client = ClientSettings.of("b1:9092");
		FoundCluster found = new FoundCluster(client, "CLUSTER-ID", new TreeMap<>(Map.of(1, "b1:9092")),
				new TreeSet<>(List.of(4, 5)), new TreeSet<>());
		GivenNode controller = new GivenNode(4, ClusterSpec.Role.CONTROLLER, "c1:9093", Map.of());
		return new OwnCluster(new ClusterFile("own.yaml", client, Optional.empty(), List.of(controller)), found,
				"failover-lab-x-");
	}

}
