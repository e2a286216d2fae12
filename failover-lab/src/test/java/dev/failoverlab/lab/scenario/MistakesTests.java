package dev.failoverlab.lab.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.run.Topic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each kind of mistake that can be made in a scenario file, and what is said to it. */
class MistakesTests {

	private static final String RIGHT = """
			question: What then?
			layout: { brokers: 3 }
			topic: { partitions: 3, min-isr: 2 }
			producer: { acks: all }
			consumer: { group.protocol: consumer }
			load: { rate: 300, through: service }
			steps:
			  - after: 5s
			    fault: kill
			    target: leader of email.send-0
			  - when: isr of email.send-0 lacks 1
			    heal: all
			  - fault: bounce
			    with: kill
			    times: 5
			    target: node 1
			  - fault: slow
			    target: node 1
			    loss: 10%
			  - fault: restart-client
			    with: stop
			    target: consumer
			  - observe: who leads
			afterwards: 3s
			expect: [ lost-write = 0 ]
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					question: What then? | #                    | 2:1: the key question is missing
					question: What then? | question: [          | 3:1: not valid YAML:
					question: What then? | question: []         | 1:11: question must be a text
					question:            | qestion:             | 1:1: unknown key "qestion" of a scenario; expected one of afterwards, broker, consumer, expect, fast-failover, features, kafka, layout, load, producer, question, steps, topic; did you mean "question"?
					afterwards:          | question:            | 24:1: the key question is there twice
					brokers: 3           | brokers: 0           | 2:20: brokers must be 1 to 9, not 0
					brokers: 3           | brokers: three       | 2:20: brokers must be a whole number, not "three"
					brokers: 3           | borkers: 3           | 2:11: unknown key "borkers" of a layout
					brokers: 3           | apart: yes           | 2:18: apart must be one of false, true, not "yes"; did you mean "false"?
					{ brokers: 3 }       | 3                    | 2:9: layout must be a list of keys with values
					partitions: 3        | partitions: 0        | 3:22: partitions must be 1 to 100000, not 0
					partitions: 3        | replicas: [[1], [1, 2]] | 3:8: Topic email.send needs 1 replicas for each of its 2 partitions
					partitions: 3        | replicas: 3          | 3:20: replicas must be a list
					partitions: 3        | partitions: 1, replicas: [[1]] | 3:35: replicas say how many partitions
					producer: { acks: all } | broker: { broker.sesion.timeout.ms: 1 } | 4:11: Kafka has no broker setting "broker.sesion.timeout.ms"; did you mean "broker.session.timeout.ms"?
					producer: { acks: all } | broker: { "listeners ": x } | 4:11: Kafka has no broker setting "listeners "; did you mean "listeners"?
					producer: { acks: all } | broker: { "x\\nlog.retention.ms": 1 } | 4:11: Kafka has no broker setting "x
					producer: { acks: all } | broker: { listeners: x } | 4:11: The broker setting listeners is the lab's own.
					producer: { acks: all } | broker: { broker.rack: "a\\nb" } | 4:24: broker.rack must be one line of letters
					acks: all            | ack: all             | 4:13: Kafka has no producer setting "ack"; did you mean "acks"?
					acks: all            | acks: 7              | 4:11: Kafka refuses the producer settings: Invalid value 7 for configuration acks
					acks: all            | bootstrap.servers: x | 4:13: The producer setting bootstrap.servers is the lab's own.
					protocol: consumer   | protocl: consumer    | 5:13: Kafka has no consumer setting "group.protocl"; did you mean "group.protocol"?
					rate: 300            | rate: 0              | 6:15: rate must be 1 to 100000, not 0
					rate: 300            | transactions: 5      | 1:1: Transactions need through: client
					through: service     | through: servce      | 6:29: through must be one of client, service, not "servce"; did you mean "service"?
					after: 5s            | after: 5             | 8:12: after must be a time such as 500ms, 5s or 2min, not "5"
					fault: kill          | fault: kil           | 9:12: fault must be one of add-voter, bounce, disk-full, disk-gone, isolate, kill,
					fault: kill          | flaut: kill          | 9:5: unknown key "flaut" of this step; expected one of after, fault, heal, latency, loss, observe, paused, rate, running, target, times, until-back, when, with, within; did you mean "fault"?
					fault: kill          | heal: all            | 10:5: unknown key "target" of this step
					target: leader of    | target: leder of     | 10:13: unknown target "leder of email.send-0"; expected one of "node 1", "leader of email.send-0"
					target: leader of    | # leader             | 8:5: the key target is missing
					lacks 1              | lags 1               | 11:11: unknown condition "isr of email.send-0 lags 1"; expected one of "isr of email.send-0 lacks 1",
					email.send-0 lacks   | email.send-3 lacks   | 11:11: there is no partition email.send-3; expected 0 to 2
					lacks 1              | lacks 5              | 11:11: node 5 keeps no replica of that partition; expected one of 1, 2, 3; did you mean "isr of email.send-0 lacks 1"?
					isr of email.send-0 lacks 1 | active controller is 4 | 11:11: node 4 is no controller; expected one of 1, 2, 3; did you mean "active controller is 1"?
					isr of email.send-0  | isr of orders-0      | 11:11: the topic of a scenario is email.send, not orders; did you mean "isr of email.send-0 lacks 1"?
					isr of email.send-0  | isr of email.send-9  | 11:11: there is no partition email.send-9; expected 0 to 2
					target: node 1       | target: node 7       | 16:13: there is no node 7; expected one of 1, 2, 3; did you mean "node 1"?
					of email.send-0      | of orders-0          | 10:13: the topic of a scenario is email.send, not orders; did you mean "leader of email.send-0"?
					of email.send-0      | of email.send-3      | 10:13: there is no partition email.send-3; expected 0 to 2
					heal: all            | heal: node 4         | 12:11: there is no node 4; expected one of 1, 2, 3; did you mean "node 1"?
					heal: all            | heal: some           | 12:11: heal must be "all" or a node such as "node 1", not "some"
					heal: all            | heal: all, observe: x | 12:23: not valid YAML
					with: kill           | with: pause          | 14:11: with must be one of kill, stop, not "pause"; did you mean
					with: kill           | # kill               | 13:5: the key with is missing
					times: 5             | times: 0             | 15:12: times must be 1 to 1000, not 0
					loss: 10%            | loss: 10             | 19:11: loss must be a percentage such as 10%, not "10"
					loss: 10%            | # 10%                | 17:5: The fault slow needs a latency, a loss or a rate.
					loss: 10%            | times: 5             | 19:5: unknown key "times" of this step
					target: consumer     | target: reader       | 22:13: target must be one of consumer, producer, not "reader"; did you mean
					observe: who leads   | observe: who leeds   | 23:14: observe must be one of
					afterwards: 3s       | afterwards: soon     | 24:13: afterwards must be a time such as
					[ lost-write = 0 ]   | lost-write = 0       | 25:9: expect must be a list
					lost-write = 0       | lost-writes = 0      | 25:11: The expectation "lost-writes = 0" speaks of "lost-writes", which is not known. Did you mean "lost-write"?
					""")
	void isPointedAt(String right, String wrong, String message) {
		assertThat(RIGHT).contains(right);
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read(RIGHT.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))))
			.withMessageStartingWith("mine.yaml:" + message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                   | 1:1: the file is empty
			just a text          | 1:1: the file must be a list of keys with values
			- one                | 1:1: the file must be a list of keys with values
			""")
	void aFileThatIsNoScenarioAtAllIsSaidToBeNone(String text, String message) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(text))
			.withMessage("mine.yaml:" + message);
	}

	private static void read(String text) {
		new Scenarios().read("mine.yaml", "mine", text);
	}

}
