package dev.failoverlab.cluster.compose;

import dev.failoverlab.cluster.DataFaultsIT;
import dev.failoverlab.cluster.TestBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/** Every night: on processes the same runs with each build. */
@Tag("nightly")
class DataFaultsOnContainersIT extends DataFaultsIT {

	DataFaultsOnContainersIT() {
		super(TestBackend.COMPOSE);
	}

	@AfterEach
	void noHelperContainerIsLeft() {
		assertThat(Containers.of(cluster())).as("the nodes alone").hasSize(3);
	}

}
