package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SearchSpace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is drawn, and on what it is played. */
final class SearchOptions {

	private static final int MOST_FAULTS = 100_000;

	private static final int SEEDS = 1_000_000;

	@Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "usual",
			description = "What schedules are drawn from: a YAML file, or a name of scenarios/search (usual).")
	private String file = "usual";

	@Option(names = "--seed", paramLabel = "S",
			description = "The seed of all random choices: the same seed draws the same schedules. By default another each time, which is printed.")
	long seed = ThreadLocalRandom.current().nextInt(SEEDS);

	@Option(names = "--down", paramLabel = "N",
			description = "The most nodes that have a fault at the same time. By default as the file has it, or a minority.")
	private @Nullable Integer down;

	@Mixin
	ClusterOptions cluster = new ClusterOptions();

	@Option(names = "--out", paramLabel = "DIR",
			description = "A folder for histories, reports and findings; by default one of its own under runs/.")
	@Nullable Path out;

	@Mixin
	private SettingOptions settings = new SettingOptions();

	/** The faults that can be played on such nodes; the others are named. */
	SearchSpace space(Backend backend, Terminal terminal) {
		Map<String, Set<String>> leftOut = new LinkedHashMap<>();
		SearchSpace space = new Scenarios(this.settings.all()).search(this.file)
			.without(backend::missing,
					(fault, reason) -> leftOut.computeIfAbsent(reason, (first) -> new LinkedHashSet<>()).add(fault));
		leftOut.forEach((reason, faults) -> terminal.line("left out: " + String.join(", ", faults) + ": " + reason));
		if (space.faults().isEmpty()) {
			throw new UsageException("No fault of " + this.file + " can be played on such nodes.");
		}
		return space;
	}

	OptionalInt down() {
		if (this.down != null && this.down < 1) {
			throw new UsageException("--down must be 1 or more, not " + this.down + ".");
		}
		return (this.down != null) ? OptionalInt.of(this.down) : OptionalInt.empty();
	}

	static int checked(String option, int value, int least) {
		if (value < least || value > MOST_FAULTS) {
			throw new UsageException(option + " must be " + least + " to " + MOST_FAULTS + ", not " + value + ".");
		}
		return value;
	}

}
