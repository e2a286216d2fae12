package dev.failoverlab.lab.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.run.PlanRunner;
import dev.failoverlab.lab.run.PlannedRun;
import dev.failoverlab.lab.run.Records;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.RunException;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict.Met;
import org.apache.kafka.common.utils.Utils;

/**
 * Plays random schedules on one cluster for as long as it is sound, and shrinks those
 * that fail, one for each expectation that is not met. A schedule that was played before
 * in the same folder is not played again.
 */
public final class Search implements AutoCloseable {

	private static final String RECORD = "summary";

	private final SearchPlan plan;

	private final Minority minority;

	private final Limits limits;

	private final RunOptions options;

	private final SharedCluster cluster;

	private final List<SearchListener> listeners;

	private final CloseStack closing = new CloseStack();

	/**
	 * Draws all schedules; nothing is started yet.
	 * @param cluster what is played on; closed with the search
	 * @param options how; the seed is that of the schedules and of their first run
	 */
	public Search(SearchSpace space, Limits limits, SharedCluster cluster, RunOptions options,
			List<SearchListener> listeners) {
		this.minority = new Minority(space.nodes(),
				limits.down().orElse(space.down().orElse(Minority.of(space.nodes()).most())));
		this.plan = new SearchPlan(space, new Drawing(space, this.minority, options.seed()).withFaults(limits.faults()),
				options.seed());
		this.limits = limits;
		this.options = options;
		this.listeners = List.copyOf(listeners);
		this.cluster = this.closing.add(cluster);
	}

	public int schedules() {
		return this.plan.schedules().size();
	}

	/**
	 * Plays what is left.
	 * @return a result for each schedule that was played, now or before
	 * @throws UsageException when the folder has the results of another search
	 */
	public List<RunSummary> play() {
		List<PlannedRun> runs = this.plan.runs();
		Records records = new Records(this.options.directory());
		List<RunSummary> results = earlier(runs, records);
		PlanRunner runner = runner(this.options.directory());
		Set<String> known = new HashSet<>();
		for (int number = 1; number <= runs.size() && known.size() < this.limits.findings(); number++) {
			if (number > results.size()) {
				results.add(play(runner, number, number + " of " + runs.size(), runs.get(number - 1),
						this.plan.schedules().get(number - 1)));
				records.write(RECORD, results);
			}
			RunSummary result = results.get(number - 1);
			Optional<String> broken = broken(result);
			if (broken.isPresent() && known.add(broken.get()) && this.limits.plays() > 0) {
				shrink(number, known.size(), broken.get());
			}
			if (this.limits.oneCluster() && this.cluster.running().isEmpty()) {
				break;
			}
		}
		return results;
	}

	/** What became of the schedules, in one line. */
	public String summary(List<RunSummary> results) {
		long faults = this.plan.schedules().stream().limit(results.size()).mapToLong(Schedule::faults).sum();
		return Format.count(faults, "fault") + " in " + Format.count(results.size(), "schedule") + ": "
				+ Stream.of(Outcome.PASS, Outcome.FAIL, Outcome.INVALID)
					.map((outcome) -> count(results, outcome) + " " + Format.outcome(outcome))
					.collect(Collectors.joining(", "))
				+ ". The seed was " + this.options.seed() + ".";
	}

	private static long count(List<RunSummary> results, Outcome outcome) {
		return results.stream().filter((result) -> result.outcome() == outcome).count();
	}

	private List<RunSummary> earlier(List<PlannedRun> runs, Records records) {
		List<RunSummary> earlier = records.read(RECORD).orElseGet(() -> {
			RunFolder.use(this.options.directory());
			records.write(RECORD, List.of());
			return List.of();
		});
		List<String> names = runs.stream().map(PlannedRun::name).limit(earlier.size()).toList();
		if (!earlier.stream().map(RunSummary::name).toList().equals(names)) {
			throw new UsageException("The folder has the results of another search: its seed, its file or its settings"
					+ " are others. Continue it with its own, or choose another --out.");
		}
		return new ArrayList<>(earlier);
	}

	private PlanRunner runner(Path folder) {
		RunOptions own = new RunOptions(folder, this.cluster, this.options.ports(), this.options.seed());
		return this.closing.add(new PlanRunner(this.plan, own, List.copyOf(this.listeners), (results) -> {
		}));
	}

	private RunSummary play(PlanRunner runner, int number, String name, PlannedRun run, Schedule schedule) {
		empty(runner.folder(number, run));
		RunSummary played = runner.play(number, run);
		if (!played.wasPlayed() || !played.meets(Expectation.WHOLE)) {
			this.cluster.end();
		}
		RunSummary result = this.cluster.tidyUp().map(played::unsound).orElse(played);
		if (this.closing.isClosed()) {
			throw new RunException("The search was ended.");
		}
		this.listeners.forEach((each) -> each.judged(name, schedule.toString(), result));
		return result;
	}

	/** What is left of a schedule that was interrupted. */
	private static void empty(Path folder) {
		try {
			Utils.delete(folder.toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot empty " + RunFiles.display(folder), ex);
		}
	}

	private static Optional<String> broken(RunSummary result) {
		return (result.outcome() == Outcome.FAIL)
				? result.expected().stream().filter((each) -> !each.met()).map(Met::expect).findFirst()
				: Optional.empty();
	}

	/** Begins on a new cluster, so that nothing of earlier schedules is left. */
	private void shrink(int number, int finding, String broken) {
		Path file = this.options.directory().resolve("found-" + finding + ".yaml");
		if (Files.exists(file)) {
			return;
		}
		this.cluster.end();
		long seed = this.plan.seed() + number - 1;
		Replays replays = new Replays(runner(this.options.directory().resolve("found-" + finding)), broken, seed);
		Schedule drawn = this.plan.schedules().get(number - 1);
		boolean again = replays.fails(drawn);
		Schedule shortest = again ? new Shrinking(this.plan.space(), this.minority, replays::fails).shortest(drawn)
				: drawn;
		write(file,
				this.plan.space()
					.file(List.of("Found by a search with the seed " + this.plan.seed() + ", which drew: " + drawn,
							"Not met: " + broken, "./lab run " + file.getFileName() + " --seed " + seed),
							shortest.steps()));
		Finding found = new Finding(broken, number, shortest.toString(), shortest.moves().size(), replays.plays, again,
				file, seed);
		this.listeners.forEach((each) -> each.found(found));
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + RunFiles.display(file), ex);
		}
	}

	/** Ends the current run, the cluster, and with them the search. */
	@Override
	public void close() {
		this.closing.close();
	}

	/** Plays schedules again, to see whether they fail in the same way. */
	private final class Replays {

		private final PlanRunner runner;

		private final String broken;

		private final long seed;

		private final Map<List<Map<String, String>>, Boolean> known = new HashMap<>();

		private int plays;

		private Replays(PlanRunner runner, String broken, long seed) {
			this.runner = runner;
			this.broken = broken;
			this.seed = seed;
		}

		private boolean fails(Schedule schedule) {
			return this.known.computeIfAbsent(schedule.steps(), (steps) -> {
				boolean failed = false;
				for (int i = 0; !failed && i < Search.this.limits.tries()
						&& this.plays < Search.this.limits.plays(); i++) {
					failed = failsNow(schedule);
				}
				return failed;
			});
		}

		private boolean failsNow(Schedule schedule) {
			this.plays++;
			RunSummary result = play(this.runner, this.plays, "shrinking, run " + this.plays,
					Search.this.plan.run("shorter", schedule, this.seed), schedule);
			return result.outcome() == Outcome.FAIL && !result.meets(this.broken);
		}

	}

}
