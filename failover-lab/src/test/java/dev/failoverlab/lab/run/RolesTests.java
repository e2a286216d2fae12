package dev.failoverlab.lab.run;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Targets that are about who leads and who is the active controller. */
class RolesTests {

	private final FakeCluster cluster = new FakeCluster();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			leader that is not the active controller | 1,2,3 | 1 | 2
			leader that is not the active controller | 3,1,2 | 1 | 3
			leader that is not the active controller | 2,1,3 | 3 | 2
			leader that is also the active controller | 1,2,3 | 3 | 3
			active controller that leads nothing | 2,3 | 1 | 1
			controller that leads nothing | 2 | 1 | 3
			""")
	void aRoleIsFound(String target, String leaders, int active, int node) {
		roles(leaders, active);
		assertThat(resolve(target)).isEqualTo(node);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			leader that is not the active controller | 1 | 1
			leader that is also the active controller | 2,3 | 1
			active controller that leads nothing | 2,3,1 | 1
			controller that leads nothing | 2,3 | 1
			""")
	void aRoleThatNoNodeHasIsAnErrorThatSaysWhatWasSeen(String target, String leaders, int active) {
		roles(leaders, active);
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> resolve(target))
			.withMessageStartingWith("There is no " + target + " at the moment. Seen: ")
			.withMessageContaining("the active one 1, and [" + leaders.replace(",", ", ")
					+ "] leading partitions of email.send; running nodes: [1, 2, 3].");
	}

	/** The metadata names a dead leader until it is missed. */
	@Test
	void aLeaderThatIsDownIsNotMeant() {
		roles("1,2,3", 1);
		this.cluster.node(2).kill();
		assertThat(resolve("leader that is not the active controller")).isEqualTo(3);
	}

	@Test
	void withoutAnActiveControllerNoLeaderIsKnownToBeAnother() {
		this.cluster.roles(List.of(1, 2, 3), OptionalInt.empty());
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> resolve("leader that is not the active controller"))
			.withMessageContaining("the active one -1");
	}

	private void roles(String leaders, int active) {
		this.cluster.roles(Arrays.stream(leaders.split(",")).map(Integer::valueOf).toList(), OptionalInt.of(active));
	}

	private int resolve(String target) {
		List<Node> nodes = Target.parse(target, "email.send").resolve(this.cluster, new Random(1));
		assertThat(nodes).hasSize(1);
		return nodes.get(0).id();
	}

}
