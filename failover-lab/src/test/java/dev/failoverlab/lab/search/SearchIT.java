package dev.failoverlab.lab.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.FailoverGuard;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.verdict.Outcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Weaknesses that are planted in real clusters and clients, and found. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SearchIT {

	/**
	 * A leader that wakes up acknowledges what waits before it learns of its successor.
	 */
	private static final String PAUSED_LEADER = """
			question: What does a leader that was missed acknowledge when it wakes up?
			search:
			  faults: [ { fault: pause } ]
			  targets: [ { target: leader of email.send-0 } ]
			  pauses: [ 1s ]
			  steps: 2
			topic: { partitions: 1 }
			broker: { broker.session.timeout.ms: 2000, broker.heartbeat.interval.ms: 400 }
			producer: { acks: 1, enable.idempotence: false }
			load: { rate: 300, size: 50, through: client }
			afterwards: 500ms
			expect: [ lost-write = 0, every isr is whole ]
			""";

	private static final String SERVICES = """
			question: Is everything handled?
			search:
			  faults: [ { fault: stop }, { fault: pause }, { fault: restart-client, with: stop, target: consumer, weight: 2 } ]
			  targets: [ { target: node 1 }, { target: leader of email.send-0 } ]
			  pauses: [ 1s, 3s ]
			  steps: 4
			broker: { broker.session.timeout.ms: 3000, broker.heartbeat.interval.ms: 500 }
			load: { rate: 150, size: 200 }
			afterwards: 1s
			expect: clean
			""";

	private static final SetValue ACKS = new SetValue("producer.acks", "1");

	private static final SetValue NOT_IDEMPOTENT = new SetValue("producer.enable.idempotence", "false");

	@TempDir
	private Path folder;

	private final List<Finding> findings = new ArrayList<>();

	private final List<String> judged = new ArrayList<>();

	@Test
	void schedulesShareAClusterAndAreNotPlayedTwice() throws Exception {
		SearchSpace space = space(PAUSED_LEADER);
		Limits limits = new Limits(2, OptionalInt.empty(), 9, 1, 0, false);
		List<RunSummary> results = search(space, limits, 1, (cluster, fault) -> {
		});
		assertThat(results).hasSize(2).allSatisfy((result) -> {
			assertThat(result.acknowledged()).isGreaterThan(300);
			assertThat(result.outcome()).as(result.description()).isNotEqualTo(Outcome.INVALID);
		});
		assertThat(results).as("acks=1 loses what only a leader has that is missed")
			.anySatisfy((result) -> assertThat(result.anomalies()).containsKey("lost-write"));
		assertThat(this.folder.resolve("search/cluster-2")).as("a failed schedule leaves its cluster sound")
			.doesNotExist();
		assertThat(search(space, limits, 1, (cluster, fault) -> {
		})).isEqualTo(results);
		assertThat(this.judged).hasSize(2);
	}

	@Test
	@Tag("nightly")
	void acknowledgementsOfTheLeaderAloneAreFound() {
		assertFound("lost-write = 0", new SetValue("load.rate", "600"), ACKS, NOT_IDEMPOTENT);
	}

	@Test
	@Tag("nightly")
	void anUncleanElectionIsFound() {
		search(new Scenarios().search("unclean"), new Limits(100, OptionalInt.empty(), 1, 2, 40, false), 1,
				(cluster, fault) -> {
				});
		assertFound("lost-write = 0");
	}

	/** What takes a frozen node for a dead one, and tells the controller. */
	@Test
	@Tag("nightly")
	void aGuardThatUnregistersALiveNodeIsFound() {
		search(possible(), new Limits(40, OptionalInt.empty(), 1, 1, 30, false), 1, (cluster, fault) -> {
			if (fault.fault().equals("pause") && fault.node() != null) {
				FailoverGuard.unregisterUnchecked(cluster, fault.node());
			}
		});
		assertFound("every isr is whole");
	}

	/**
	 * What the consumer would lose that commits what it has not handled when it stops.
	 */
	@Test
	@Tag("nightly")
	void aConsumerThatCommitsEarlyIsFound() throws Exception {
		search(space(SERVICES), new Limits(60, OptionalInt.empty(), 1, 1, 30, false), 1, (cluster, fault) -> {
			if ("consumer".equals(fault.target())) {
				commitAll(cluster);
			}
		});
		assertFound("never delivered = 0");
	}

	@Test
	@Tag("nightly")
	void soundSettingsLoseNothingAndNothingGrows() {
		SharedCluster cluster = new SharedCluster(StartedNodes.PROCESS, this.folder.resolve("search"));
		Soak soak = new Soak(cluster);
		try (Search search = new Search(possible(), Limits.soak(40, OptionalInt.empty()), cluster, options(cluster, 1),
				List.of(soak))) {
			assertThat(search.play()).extracting(RunSummary::outcome).containsOnly(Outcome.PASS);
		}
		assertThat(soak.isFlat()).as(String.join("\n", soak.lines())).isTrue();
	}

	private void assertFound(String broken, SetValue... settings) {
		if (settings.length > 0) {
			search(possible(settings), new Limits(60, OptionalInt.empty(), 1, 2, 60, false), 1, (cluster, fault) -> {
			});
		}
		assertThat(this.findings).singleElement().satisfies((finding) -> {
			assertThat(finding.broken()).isEqualTo(broken);
			assertThat(finding.again()).isTrue();
			assertThat(finding.length()).as(finding.steps()).isLessThanOrEqualTo(3);
			assertThat(new Scenarios().find(finding.file().toString()).steps()).hasSize(finding.length());
		});
	}

	private SearchSpace space(String text) throws IOException {
		return new Scenarios().search(Files.writeString(this.folder.resolve("mine.yaml"), text).toString());
	}

	private static SearchSpace possible(SetValue... settings) {
		return Spaces.usual(settings).without(StartedNodes.PROCESS::missing, (fault, reason) -> {
		});
	}

	private List<RunSummary> search(SearchSpace space, Limits limits, long seed,
			BiConsumer<KafkaCluster, Event.FaultChange> planted) {
		SharedCluster cluster = new SharedCluster(StartedNodes.PROCESS, this.folder.resolve("search"));
		try (Search search = new Search(space, limits, cluster, options(cluster, seed),
				List.of(new Planted(cluster, planted)))) {
			return search.play();
		}
	}

	private RunOptions options(SharedCluster cluster, long seed) {
		return new RunOptions(this.folder.resolve("search"), cluster, ClusterSpec.Ports.AUTO, seed);
	}

	private static void commitAll(KafkaCluster cluster) {
		Duration atMost = Duration.ofSeconds(20);
		try (Admin admin = Admin.create(cluster.client().with(Map.of()))) {
			for (int partition = 0; partition < 3; partition++) {
				TopicPartition at = new TopicPartition("email.send", partition);
				long end = KafkaAnswer
					.await("the end", admin.listOffsets(Map.of(at, OffsetSpec.latest())).partitionResult(at), atMost)
					.offset();
				KafkaAnswer.await("the commit",
						admin.alterConsumerGroupOffsets("email-service", Map.of(at, new OffsetAndMetadata(end))).all(),
						atMost);
			}
		}
	}

	/** Does what the weakness would when a fault is in force, and keeps what is found. */
	private final class Planted implements SearchListener {

		private final SharedCluster cluster;

		private final BiConsumer<KafkaCluster, Event.FaultChange> planted;

		private Planted(SharedCluster cluster, BiConsumer<KafkaCluster, Event.FaultChange> planted) {
			this.cluster = cluster;
			this.planted = planted;
		}

		@Override
		public void accept(Event event) {
			if (event instanceof Event.FaultChange fault && fault.type().equals(Event.FaultChange.BEGIN)) {
				new Thread(() -> this.cluster.running().ifPresent((running) -> this.planted.accept(running, fault)),
						"planted")
					.start();
			}
		}

		@Override
		public void judged(String name, String steps, RunSummary summary) {
			SearchIT.this.judged.add(name);
		}

		@Override
		public void found(Finding finding) {
			SearchIT.this.findings.add(finding);
		}

	}

}
