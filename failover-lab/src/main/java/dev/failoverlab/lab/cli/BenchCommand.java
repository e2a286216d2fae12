package dev.failoverlab.lab.cli;

import picocli.CommandLine.Command;

/** {@code ./lab bench}: what can be measured. */
@Command(name = "bench", synopsisSubcommandLabel = "WHAT", description = "Measure a part of the lab on this machine.",
		subcommands = { BenchJudgeCommand.class, BenchFailoverCommand.class, BenchProducerCommand.class,
				BenchConsumerCommand.class, BenchEndToEndCommand.class, BenchWitnessCommand.class })
final class BenchCommand extends LabCommand {

}
