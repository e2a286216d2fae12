package dev.failoverlab.cluster;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTests {

	@Test
	void targetsAreSaidInTheWordsOfTheHistory() {
		assertThat(new Target.NodeId(2).inWords()).isEqualTo("node 2");
		assertThat(new Target.Leader("email.send", 0).inWords()).isEqualTo("leader of email.send-0");
		assertThat(new Target.ActiveController().inWords()).isEqualTo("active controller");
	}

	@Test
	void faultsAreSaidInLowerCase() {
		assertThat(Fault.values()).extracting(Fault::word)
			.containsExactly("none", "stop", "kill", "pause", "partition", "partition-clients", "isolate", "slow");
	}

}
