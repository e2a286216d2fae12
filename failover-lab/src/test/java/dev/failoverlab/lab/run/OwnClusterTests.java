package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.command.FoundCluster;
import dev.failoverlab.cluster.command.GivenNode;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.AppFiles;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SetValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is refused on a cluster that others run, before anything is touched. */
class OwnClusterTests {

	private static final Map<NodeCommand, String> KILL = Map.of(NodeCommand.KILL, "kill", NodeCommand.START, "start");

	private final OwnCluster cluster = cluster(KILL);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{ fault: kill, target: node 2 }            | #
			{ fault: bounce, with: kill, target: all nodes } | #
			{ fault: kill, target: node 9 }            | needs the command `kill` of node 9
			{ fault: stop, target: leader of email.send-0 } | the fault stop needs the command `stop` of node 1
			{ fault: bounce, with: stop, target: node 1 } | the fault bounce needs the command `stop` of node 1
			{ fault: pause, target: active controller } | the fault pause needs the command `pause` of node 1
			{ fault: wipe, target: node 1 }            | the fault wipe cannot be inflicted by commands
			{ fault: slow, target: node 1, loss: 10% } | the fault slow cannot be inflicted by commands
			{ observe: who leads }                     | it has a step `observe`
			""")
	void whatAFileDoesNotGiveIsRefusedByName(String step, String reason) {
		Optional<String> refusal = this.cluster.refusal(scenario("steps: [ " + step + " ]"));
		if (reason.equals("#")) {
			assertThat(refusal).isEmpty();
		}
		else {
			assertThat(refusal).hasValueSatisfying(
					(text) -> assertThat(text).contains("own cannot be played on the cluster of own.yaml", reason));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			broker: { broker.session.timeout.ms: 2000 } | it sets broker.broker.session.timeout.ms
			layout: { brokers: 5 }                       | it has a layout of its own
			features: { share.version: 0 }               | it sets levels of features
			fast-failover: true                          | the lab starts no guard
			topic: { replication-factor: 4 }             | its topic has 4 replicas, and the cluster has 3 brokers
			topic: { configs: { retention.ms: 1000 } } | the lab does not change a topic of others
			load: { through: service }                   | use --through client
			""")
	void whatNodesOfOthersCannotBeIsRefused(String line, String reason) {
		assertThat(this.cluster.refusal(scenario(line)))
			.hasValueSatisfying((text) -> assertThat(text).contains(reason));
	}

	@Test
	void everyNodeThatATargetCanBeNeedsTheCommand() {
		Map<NodeCommand, String> none = new HashMap<>();
		OwnCluster one = new OwnCluster(
				new ClusterFile("own.yaml", ClientSettings.of("b1:1"), Optional.empty(),
						List.of(new GivenNode(1, "", KILL), new GivenNode(2, "", KILL), new GivenNode(3, "", none))),
				this.cluster.found(), "failover-lab-x-");
		assertThat(one.refusal(scenario("steps: [ { fault: kill, target: node 1 } ]"))).isEmpty();
		assertThat(one.refusal(scenario("steps: [ { fault: kill, target: leader of email.send-0 } ]")))
			.hasValueSatisfying((text) -> assertThat(text).contains("node 3"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			kill  | active controller                        | #
			kill  | a minority                               | #
			kill  | node 5                                   | needs the command `kill` of node 5
			pause | active controller                        | the fault pause needs the command `pause` of node 4
			kill  | leader that is also the active controller | no node can be the target
			""")
	void aNodeCanBeOnlyAController(String fault, String target, String reason) {
		Optional<String> refusal = apart(List.of(4))
			.refusal(scenario("steps: [ { fault: " + fault + ", target: " + target + " } ]"));
		assertThat(refusal.orElse("#")).contains(reason);
	}

	@Test
	void eachControllerThatMayBeTheActiveOneNeedsTheCommand() {
		assertThat(apart(List.of(4, 5)).refusal(scenario("steps: [ { fault: kill, target: active controller } ]")))
			.hasValueSatisfying((text) -> assertThat(text).contains("the command `kill` of node 5"));
	}

	/** Three brokers and controllers of their own, of which the file has the first. */
	private OwnCluster apart(List<Integer> voters) {
		FoundCluster found = new FoundCluster(this.cluster.found().client(), "CLUSTER-ID",
				this.cluster.found().brokers(), new TreeSet<>(voters), new TreeSet<>());
		List<GivenNode> nodes = new ArrayList<>(this.cluster.file().nodes());
		nodes.add(new GivenNode(4, Role.CONTROLLER, "c1:9093", KILL));
		return new OwnCluster(new ClusterFile("own.yaml", found.client(), Optional.empty(), nodes), found,
				"failover-lab-x-");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			producer: { acks: "1" }                          | it sets producer.acks, and the load is the app
			consumer: { max.poll.records: "1" }              | it sets consumer.max.poll.records
			load: { through: client, transactions: 5 }       | it sets load.transactions
			load: { through: client, consumer: share }       | it sets load.consumer
			consumer: { isolation.level: read_committed }    | #
			""")
	void whatAnAppOfOthersDoesIsNotTheLabsToChoose(String line, String reason) {
		ClusterFile file = this.cluster.file();
		AppFiles app = new AppFiles(List.of(Path.of("a.ndjson")), Optional.empty(), Optional.empty());
		OwnCluster with = new OwnCluster(
				new ClusterFile(file.name(), file.client(), Optional.of("orders"), file.id(), file.nodes(), app),
				this.cluster.found(), "failover-lab-x-");
		assertThat(with.refusal(scenario(line)).orElse("#")).contains(reason);
		assertThat(this.cluster.refusal(scenario(line))).isEmpty();
	}

	@Test
	void withoutATopicOfItsOwnTheLabMakesOneWithItsPrefix() {
		assertThat(this.cluster.topic(Optional.empty()))
			.containsExactly(new SetValue("topic.name", "failover-lab-x-email.send"));
	}

	@Test
	void aTopicThatIsNotThereIsRefused() {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> this.cluster.topic(Optional.of("order")))
			.withMessageContaining("The cluster has no topic \"order\". Did you mean orders?");
	}

	@Test
	void claimsAreForTheLabsOwnClusters() {
		assertThatExceptionOfType(UsageException.class)
			.isThrownBy(() -> new Plans(new Scenarios(), this.cluster, 1).of(List.of("claims"), 1))
			.withMessageContaining("claims needs clusters of the lab's own");
	}

	private static Scenario scenario(String line) {
		String load = line.startsWith("load") ? "" : "\nload: { through: client }";
		return new Scenarios(List.of(), (named) -> List.of()).read("own.yaml", "own",
				"question: Why?" + load + "\n" + line);
	}

	private static OwnCluster cluster(Map<NodeCommand, String> commands) {
		ClientSettings client = ClientSettings.of("b1:9092");
		FoundCluster found = new FoundCluster(client, "CLUSTER-ID",
				new TreeMap<>(Map.of(1, "b1:9092", 2, "b2:9092", 3, "b3:9092")), new TreeSet<>(List.of(1, 2, 3)),
				new TreeSet<>(List.of("orders")));
		List<GivenNode> nodes = found.brokers().keySet().stream().map((id) -> new GivenNode(id, "", commands)).toList();
		return new OwnCluster(new ClusterFile("own.yaml", client, Optional.empty(), nodes), found, "failover-lab-x-");
	}

}
