package dev.failoverlab.cluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TargetTests {

	@Test
	void targetsAreSaidInTheWordsOfTheHistory() {
		assertThat(new Target.NodeId(2).inWords()).isEqualTo("node 2");
		assertThat(new Target.Leader("email.send", 0).inWords()).isEqualTo("leader of email.send-0");
		assertThat(new Target.ActiveController().inWords()).isEqualTo("active controller");
	}

	@ParameterizedTest
	@ValueSource(strings = { "node 2", "leader of email.send-0", "follower of email.send-12", "active controller",
			"controller that leads nothing", "leader that is also the active controller", "coordinator of group a-b",
			"coordinator of transaction tx-1", "a minority", "a majority", "all nodes" })
	void wordsThatATargetSaysMeanIt(String words) {
		assertThat(Target.parse(words, "email.send").inWords()).isEqualTo(words);
	}

	@Test
	void anErrorForOtherWordsListsAllTargets() {
		assertThatIllegalArgumentException().isThrownBy(() -> Target.parse("leader of email.send", "email.send"))
			.withMessageStartingWith("unknown target \"leader of email.send\"; expected one of \"node 1\", ")
			.withMessageContaining("\"leader of email.send-0\", ")
			.withMessageEndingWith(", \"all nodes\"");
	}

	@Test
	void faultsAreSaidInLowerCase() {
		assertThat(Fault.values()).extracting(Fault::word)
			.containsExactly("none", "stop", "kill", "pause", "partition", "partition-clients", "isolate", "slow",
					"disk-full", "disk-gone", "wipe");
	}

}
