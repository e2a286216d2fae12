package dev.failoverlab.cluster.compose;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerEventTests {

	@Test
	void theEndOfAProcessHasItsStatus() {
		assertThat(ContainerEvent.parse("die 1795741265123456789 0a1b kafka-1 137")).contains(
				new ContainerEvent("die", Instant.ofEpochSecond(1_795_741_265, 123_456_789), "0a1b", "kafka-1", 137));
	}

	@Test
	void otherEventsHaveNone() {
		assertThat(ContainerEvent.parse("start 1795741265000000000 0a1b kafka-1 "))
			.contains(new ContainerEvent("start", Instant.ofEpochSecond(1_795_741_265), "0a1b", "kafka-1", 0));
	}

	/**
	 * The helpers that change a node's network belong to the project, and to no service.
	 */
	@Test
	void aContainerOfNoServiceIsNotTakenForANode() {
		assertThat(ContainerEvent.parse("start 1795741265000000000 0a1b  ")).isEmpty();
		assertThat(ContainerEvent.parse("die 1795741265000000000 0a1b  0").map(ContainerEvent::service)).contains("");
	}

}
