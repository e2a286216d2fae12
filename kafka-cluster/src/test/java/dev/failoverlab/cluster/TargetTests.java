package dev.failoverlab.cluster;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TargetTests {

	@Test
	void aTargetOfAPartitionKnowsIt() {
		assertThat(Target.parse("leader of email.send-dlt-12", "email.send").partition())
			.hasValue(new TopicPartition("email.send-dlt", 12));
		assertThat(Target.parse("share coordinator of a:b:email.send-7", "email.send").partition())
			.hasValue(new TopicPartition("email.send", 7));
		assertThat(Target.parse("coordinator of group a-1", "email.send").partition()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "node 2", "leader of email.send-0", "follower of email.send-12", "active controller",
			"controller that leads nothing", "leader that is also the active controller",
			"leader that is not the active controller", "active controller that leads nothing",
			"coordinator of group a-b", "share coordinator of a-b:email.send-0", "coordinator of transaction tx-1",
			"a minority", "a majority", "all nodes" })
	void theDescriptionOfATargetIsParsed(String words) {
		assertThat(Target.parse(words, "email.send").description()).isEqualTo(words);
	}

	@Test
	void anUnknownTargetIsAnErrorThatListsAllTargets() {
		assertThatIllegalArgumentException().isThrownBy(() -> Target.parse("leader of email.send", "email.send"))
			.withMessageStartingWith("unknown target \"leader of email.send\"; expected one of \"node 1\", ")
			.withMessageContaining("\"leader of email.send-0\", ")
			.withMessageEndingWith(", \"all nodes\"");
	}

	@ParameterizedTest
	@CsvSource({ "leader, leader of email.send-0", "controller, active controller", "2, node 2" })
	void shortFormsAreParsed(String word, String target) {
		assertThat(Target.ofShortForm(word, "email.send").map(Target::description)).hasValue(target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0x1", "01", "0", "-1", "1234567890", "", "node 2", "Leader" })
	void otherWordsAreNotShortForms(String word) {
		assertThat(Target.ofShortForm(word, "email.send")).isEmpty();
	}

}
