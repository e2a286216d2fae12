package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.load.Sharing;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.Expectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScenariosTests {

	private static final String EVERYTHING = """
			question: Is all of it understood?
			layout: { brokers: 4, controllers: 3, apart: true, disks: 2 }
			topic:
			  replicas: [[1, 2, 3], [2, 3, 1]]
			  min-isr: 2
			  configs: { retention.ms: 60000 }
			broker: { broker.session.timeout.ms: 2000 }
			producer: { acks: all, linger.ms: 0 }
			consumer: { group.protocol: classic }
			load: { rate: 100, size: 50, keys: 3, transactions: 5, through: client }
			steps:
			  - after: 5s
			    fault: kill
			    target: leader of email.send-0
			  - when: isr of email.send-0 lacks 1
			    within: 30s
			    heal: node 1
			  - after: 500ms
			    fault: slow
			    target: a minority
			    latency: 100ms
			    loss: 10%
			    rate: 2000kbit
			  - fault: bounce
			    with: stop
			    times: 5
			    target: active controller
			  - observe: who leads
			  - when: 1000 acknowledged
			  - heal: all
			afterwards: 1s
			expect: [ lost-write = 0, outage < 15s ]
			""";

	private final Scenarios scenarios = new Scenarios();

	@Test
	void thoseThatComeWithTheLabAreUnderstood() {
		assertThat(this.scenarios.all()).extracting(Scenario::name)
			.isSorted()
			.contains("leader-kill", "none", "leader-slow")
			.hasSize(14);
		assertThat(this.scenarios.all())
			.allSatisfy((scenario) -> assertThat(scenario.expectations()).contains("lost-write = 0"));
	}

	@Test
	void theLeaderKillOfTheReadmeIsKafkasDefaultCase() {
		Scenario scenario = this.scenarios.named("leader-kill");
		assertThat(scenario.topic()).isEqualTo(new Topic("email.send", 3, 3, 2));
		assertThat(scenario.load()).isEqualTo(new Load(300, 200, 20, 0));
		assertThat(scenario.setup()).isEqualTo(Setup.USUAL);
		assertThat(scenario.steps()).hasSize(3)
			.startsWith(new Step.Inflict(Duration.ofSeconds(5), Faults.ofNodes("kill"),
					Target.parse("leader that is not the active controller", "email.send")))
			.endsWith(new Step.Heal(Duration.ofSeconds(2)));
		assertThat(scenario.steps().get(1)).isInstanceOfSatisfying(Step.Await.class,
				(step) -> assertThat(step.condition().description())
					.isEqualTo("isr of email.send-0 lacks the faulted node"));
		assertThat(scenario.expectations()).hasSize(13).isEqualTo(Expectation.CLEAN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "clean", "[ clean ]", "[ clean, lost-write = 0, clean ]" })
	void cleanStandsForWhatHoldsOfARunWithoutLoss(String expect) {
		assertThat(this.scenarios.read("a.yaml", "a", "question: Q\nexpect: " + expect).expectations())
			.isEqualTo(Expectation.CLEAN)
			.contains("lost-read = 0", "leaders are as before")
			.doesNotContain("clean");
	}

	@Test
	void theFaultedNodeNeedsAFaultBefore() {
		String wait = "{ when: isr of email.send-0 lacks the faulted node }";
		String kill = "{ fault: kill, target: a minority }";
		assertThat(this.scenarios.read("a.yaml", "a", "question: Q\nsteps: [ " + kill + ", " + wait + " ]").steps())
			.hasSize(2);
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> this.scenarios.read("a.yaml", "a", "question: Q\nsteps: [ " + wait + ", " + kill + " ]"))
			.withMessage("a.yaml:1:1: \"when isr of email.send-0 lacks the faulted node (within 60.0 s)\" "
					+ "needs a fault of a node in a step before it.");
	}

	/** Topic and layout may come from the command line, and so may the steps. */
	@Test
	void whatASettingTakesAwayIsMissedWhereItIsNamed() {
		assertWrong(new SetValue("steps", "[ { when: isr of email.send-0 lacks 5, heal: all } ]"),
				"--set steps: node 5 keeps no replica of that partition; expected one of 1, 2, 3; did you mean ");
		assertWrong(new SetValue("topic.replicas", "[[2, 3]]"),
				"all.yaml:15:11: node 1 keeps no replica of that partition; expected one of 2, 3");
		String heals = "question: Q\nsteps: [ { fault: kill, target: node 3 } ]";
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> new Scenarios(List.of(new SetValue("layout.brokers", "2"))).read("a.yaml", "a", heals))
			.withMessage("a.yaml:2:33: there is no node 3; expected one of 1, 2; did you mean \"node 1\"?");
	}

	@Test
	void moreCanBeExpectedThanClean() {
		assertThat(this.scenarios.named("transactions").expectations()).startsWith("lost-write = 0")
			.endsWith("leaders are as before", "precommitted-read = 0")
			.hasSize(14);
	}

	@Test
	void aShareGroupHasMembersAndKeepsNoOrder() {
		Scenario scenario = this.scenarios.read("a.yaml", "a",
				"question: Q\nload: { through: client, consumer: share, members: 5, handling: 2s }\nexpect: clean");
		assertThat(scenario.setup().sharing()).isEqualTo(new Sharing(5, Duration.ofSeconds(2)));
		assertThat(scenario.expectations())
			.contains("lost-write = 0", "never delivered = 0", "lost-acknowledgement = 0")
			.doesNotContain("poll-skip = 0", "nonmonotonic-poll = 0");
		assertThat(this.scenarios.read("a.yaml", "a", "question: Q\nexpect: clean").setup().sharing()).isNull();
	}

	@Test
	void aShareGroupThatCannotBeIsRefused() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> this.scenarios.read("a.yaml", "a", "question: Q\nload: { consumer: share }"))
			.withMessageContaining("consumer: share needs through: client");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> this.scenarios.read("a.yaml", "a", "question: Q\nload: { handling: 5s }"))
			.withMessage("a.yaml:2:19: handling needs consumer: share");
	}

	@Test
	void everyKeyIsUnderstood() {
		Scenario scenario = this.scenarios.read("all.yaml", "all", EVERYTHING);
		assertThat(scenario.setup()).isEqualTo(new Setup(new Layout(4, 3, true, 2),
				Map.of("broker.session.timeout.ms", "2000"), Map.of("acks", "all", "linger.ms", "0"),
				Map.of("group.protocol", "classic"), Through.CLIENT, false));
		assertThat(scenario.topic()).isEqualTo(new Topic("email.send", 2, 3, 2,
				List.of(List.of(1, 2, 3), List.of(2, 3, 1)), Map.of("retention.ms", "60000")));
		assertThat(scenario.load()).isEqualTo(new Load(100, 50, 3, 5));
		assertThat(scenario.after()).isEqualTo(Duration.ofSeconds(1));
		assertThat(scenario.expectations()).containsExactly("lost-write = 0", "outage < 15s");
		assertThat(scenario.steps()).extracting(Step::description)
			.containsExactly("after 5.0 s: kill leader of email.send-0",
					"when isr of email.send-0 lacks 1 (within 30.0 s)", "after 0.0 s: heal node 1",
					"after 0.5 s: slow a minority (100 ms later, 10 % lost, 2000 kbit/s at most)",
					"after 0.0 s: bounce (stop) active controller, 5 times", "after 0.0 s: observe who leads",
					"when 1000 acknowledged (within 60.0 s)", "after 0.0 s: heal");
	}

	@Test
	void aServiceIsRestartedWhereThereIsOne() {
		String restart = "question: Q\nsteps: [ { after: 1min, fault: restart-client, with: kill, target: consumer } ]";
		assertThat(this.scenarios.read("a.yaml", "a", restart).steps()).extracting(Step::description)
			.containsExactly("after 60.0 s: restart-client (kill) consumer");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> this.scenarios.read("a.yaml", "a", restart + "\nload: { through: client }"))
			.withMessage("a.yaml:1:1: restart-client needs through: service; a plain client is no process of its own.");
	}

	@Test
	void whatIsLeftOutIsTheUsual() {
		Scenario scenario = this.scenarios.read("short.yaml", "short", "question: What then?");
		assertThat(scenario).isEqualTo(new Scenario("short", "What then?", new Topic("email.send", 3, 3, 2),
				new Load(300, 200, 20, 0), List.of(), Duration.ofSeconds(3), List.of(), Setup.USUAL));
	}

	@Test
	void aSlowLeaderHasABadLine() {
		NodeFault slow = Faults.ofNodes("slow");
		assertThat(this.scenarios.named("leader-slow").steps().get(0)).isEqualTo(new Step.Inflict(Duration.ofSeconds(5),
				slow, Target.parse("leader that is not the active controller", "email.send"), slow.byHand()));
	}

	@Test
	void filesAndFoldersAreFoundAsNamesAre(@TempDir Path folder) throws IOException {
		Path one = Files.writeString(folder.resolve("one.yaml"), "question: One?");
		Files.writeString(folder.resolve("two.yaml"), "question: Two?");
		Files.writeString(folder.resolve("notes.txt"), "no scenario");
		assertThat(this.scenarios.find(List.of(one.toString()))).extracting(Scenario::name).containsExactly("one");
		assertThat(this.scenarios.find(List.of(folder.toString()))).extracting(Scenario::question)
			.containsExactly("One?", "Two?");
		assertThat(this.scenarios.find("leader-kill")).isEqualTo(this.scenarios.named("leader-kill"));
	}

	@Test
	void whatIsNotThereBringsTheNearestName(@TempDir Path empty) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> this.scenarios.find("leader-kil"))
			.withMessageStartingWith(
					"There is no scenario \"leader-kil\". " + "Did you mean leader-kill? There are: controller-kill, ");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> this.scenarios.find(List.of(empty.toString())))
			.withMessageStartingWith("There is no file *.yaml in the folder");
	}

	@Test
	void settingsTakeThePlaceOfTheFilesOwn() {
		Scenario scenario = set(new SetValue("producer.acks", "1"),
				new SetValue("producer.enable.idempotence", "false"), new SetValue("load.rate", "7"),
				new SetValue("topic.configs.retention.ms", "5"), new SetValue("topic.min-isr", "1"),
				new SetValue("afterwards", "9s"), new SetValue("topic.replicas", "[[3, 1]]"));
		assertThat(scenario.setup().producer())
			.isEqualTo(Map.of("acks", "1", "enable.idempotence", "false", "linger.ms", "0"));
		assertThat(scenario.load()).isEqualTo(new Load(7, 50, 3, 5));
		assertThat(scenario.after()).isEqualTo(Duration.ofSeconds(9));
		assertThat(scenario.topic())
			.isEqualTo(new Topic("email.send", 1, 2, 1, List.of(List.of(3, 1)), Map.of("retention.ms", "5")));
		assertThat(set(new SetValue("consumer.fetch.min.bytes", "2")).setup().consumer())
			.isEqualTo(Map.of("group.protocol", "classic", "fetch.min.bytes", "2"));
	}

	@Test
	void aSettingThatIsWrongIsNamed() {
		assertWrong(new SetValue("load.rat", "7"), "--set load.rat: unknown key \"rat\" of a load; expected one of "
				+ "consumer, handling, keys, members, rate, size, through, transactions; did you mean \"rate\"?");
		assertWrong(new SetValue("load.rate", "many"), "--set load.rate: rate must be a whole number, not \"many\"");
		assertWrong(new SetValue("prodcer.acks", "1"),
				"--set prodcer.acks: unknown key \"prodcer\" of a scenario; expected one of "
						+ "afterwards, broker, consumer, expect, fast-failover, features, kafka, layout, load, producer, question, steps, topic; did you mean \"producer\"?");
		assertWrong(new SetValue("stepps", "1"), "--set stepps: unknown key \"stepps\" of a scenario");
		assertWrong(new SetValue("topic.replicas", "[[1, x]]"),
				"--set topic.replicas: an item of an item of replicas must be a whole number, not \"x\"");
	}

	private void assertWrong(SetValue setting, String message) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> set(setting))
			.withMessageStartingWith(message);
	}

	private static Scenario set(SetValue... settings) {
		return new Scenarios(List.of(settings)).read("all.yaml", "all",
				EVERYTHING.replace("target: leader of email.send-0", "target: node 1"));
	}

}
