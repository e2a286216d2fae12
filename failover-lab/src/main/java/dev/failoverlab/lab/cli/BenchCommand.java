package dev.failoverlab.lab.cli;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./lab bench}: what can be measured. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT",
		description = "Measure a part of the lab on this machine.")
final class BenchCommand implements Runnable {

	private final LabContext context;

	@Spec
	private @Nullable CommandSpec spec;

	private BenchCommand(LabContext context) {
		this.context = context;
	}

	static CommandLine commandLine(LabContext context) {
		return new CommandLine(new BenchCommand(context)).addSubcommand(new BenchJudgeCommand(context))
			.addSubcommand(new BenchFailoverCommand(context));
	}

	/** Without a subcommand it prints its help. */
	@Override
	public void run() {
		Objects.requireNonNull(this.spec).commandLine().usage(this.context.terminal().out());
	}

}
