package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.FastProfile;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.ScenarioRunner;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.Condition;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scope;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Kills a node again and again, in rounds. Each round has a cluster of its own and one
 * history, which is judged. Before each kill every node leads one partition and all are
 * in sync. A round that was finished before is not played again, so a series that was
 * interrupted goes on where it was.
 */
public final class FailoverBench implements AutoCloseable {

	private static final Topic TOPIC = new Topic("email.send", 3, 3, 2);

	private static final Load LOAD = new Load(300, 200, 20, 0);

	private static final Duration QUIET = Duration.ofSeconds(1);

	private static final Duration BACK = Duration.ofMinutes(1);

	private final Series series;

	private final Path folder;

	private final Consumer<Event> listener;

	private final CloseStack closing = new CloseStack();

	/**
	 * Prepares a series.
	 * @param folder where each round has a folder of its own
	 * @param listener follows the events of the rounds
	 */
	public FailoverBench(Series series, Path folder, Consumer<Event> listener) {
		this.series = series;
		this.folder = folder;
		this.listener = listener;
	}

	/**
	 * Plays a round, unless its result is there.
	 * @param number the round, from 1
	 * @param kills how many kills it has
	 * @throws LabException when it cannot be played to its end
	 */
	public Round round(int number, int kills) {
		Path round = this.folder.resolve("round-%02d".formatted(number));
		Path history = round.resolve("history.ndjson");
		if (!Files.exists(round.resolve("report.json"))) {
			play(round, kills, number);
		}
		Verdict verdict = Judge.judge(history);
		return new Round(number, Kill.in(history), verdict.outcome(),
				verdict.expectations().stream().filter((each) -> !each.met()).map(Verdict.Met::expect).toList());
	}

	/** The distribution of the worst partitions' times, as a line of text. */
	public static String summary(List<Kill> kills) {
		Histogram microseconds = new Histogram(3);
		kills.forEach((kill) -> microseconds.recordValue((long) (kill.worst() * 1000)));
		return String.format(Locale.ROOT,
				"%d kills, worst partition without an acknowledgement: min %.0f, median %.0f, p90 %.0f, p99 %.0f, max %.0f ms",
				kills.size(), microseconds.getMinValue() / 1e3, microseconds.getValueAtPercentile(50) / 1e3,
				microseconds.getValueAtPercentile(90) / 1e3, microseconds.getValueAtPercentile(99) / 1e3,
				microseconds.getMaxValue() / 1e3);
	}

	private void play(Path round, int kills, int seed) {
		empty(round);
		LibraryLog.to(round.resolve("lab.log"));
		try (ScenarioRunner runner = new ScenarioRunner(this.series.scenario(kills),
				new RunOptions(round, StartedNodes.PROCESS, Ports.AUTO, seed))) {
			this.closing.add(runner);
			runner.listen(this.listener).run();
		}
	}

	/** What is left of a round that was interrupted. */
	private static void empty(Path round) {
		try {
			Utils.delete(round.toFile());
			Files.createDirectories(round);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot empty " + round, ex);
		}
	}

	/** Ends the current round and every process of it. Idempotent. */
	@Override
	public void close() {
		this.closing.close();
	}

	/**
	 * What is measured.
	 *
	 * @param controller whether the victim is also the active controller
	 * @param guarded whether a guard and its profile are used, or only Kafka's own means
	 * @param fastProducer whether the producer has the settings that go with it
	 * @param broker settings of every node
	 */
	public record Series(boolean controller, boolean guarded, boolean fastProducer, Map<String, String> broker) {

		/** What the nodes need, so that each leads one partition again before a kill. */
		private static final Map<String, String> REBALANCE = Map.of("auto.leader.rebalance.enable", "true",
				"leader.imbalance.check.interval.seconds", "1", "leader.imbalance.per.broker.percentage", "0");

		private Scenario scenario(int kills) {
			List<Step> steps = new ArrayList<>();
			for (int i = 0; i < kills; i++) {
				steps.add(new Step.Inflict(QUIET, Faults.ofNodes("kill"), Target.parse(target(), TOPIC.name())));
				steps.add(new Step.Heal(QUIET));
				for (TopicPartition partition : TOPIC.all()) {
					steps.add(await("isr of " + partition + " is whole"));
					steps.add(await("leader of " + partition + " is " + (partition.partition() + 1)));
				}
			}
			Map<String, String> settings = new TreeMap<>(REBALANCE);
			settings.putAll(this.broker);
			return new Scenario("bench-failover",
					"How long does a partition take no writes when " + target() + " dies?", TOPIC, LOAD, steps, QUIET,
					Expectation.CLEAN,
					new Setup(Layout.USUAL, settings, this.fastProducer ? FastProfile.PRODUCER.settings() : Map.of(),
							Map.of(), Through.CLIENT, this.guarded));
		}

		private static Step await(String condition) {
			return new Step.Await(Duration.ZERO, Condition.parse(condition, new Scope(TOPIC, Layout.USUAL)), BACK);
		}

		/** The victim, as scenarios have it. */
		public String target() {
			return this.controller ? "leader that is also the active controller"
					: "leader that is not the active controller";
		}

	}

	/**
	 * The results of a round.
	 *
	 * @param unmet expectations that were not met
	 */
	public record Round(int number, List<Kill> kills, Outcome outcome, List<String> unmet) {
	}

}
