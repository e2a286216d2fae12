package dev.failoverlab.lab.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.scenario.DefinitionException;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.report.Palette;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab scenarios}. */
@Command(name = "scenarios", mixinStandardHelpOptions = true, description = {
		"List the scenarios that come with the lab, or those of files, which are checked and not run." })
final class ScenariosCommand implements Callable<Integer> {

	private final LabContext context;

	@Parameters(paramLabel = "FILE", description = "Scenarios by name, YAML files, or folders of them.")
	private List<String> files = List.of();

	ScenariosCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		Scenarios scenarios = new Scenarios();
		if (this.files.isEmpty()) {
			scenarios.all().forEach(this::print);
			printSets(scenarios);
			return ExitStatus.PASS;
		}
		return this.files.stream().mapToInt((file) -> print(scenarios, file)).max().orElse(ExitStatus.PASS);
	}

	private void printSets(Scenarios scenarios) {
		Terminal terminal = this.context.terminal();
		terminal.line(Palette.STRONG.paint("claims"));
		terminal.line("    What people say of Kafka's failover, put to the test: all of it, or claims/NAME.");
		terminal.line("    " + String.join(", ", scenarios.claimNames()));
		Matrix matrix = scenarios.matrix();
		terminal.line(Palette.STRONG.paint("matrix"));
		terminal.line("    " + matrix.question() + " All of it, or matrix/FAULT.");
		terminal.line("    " + String.join("; ", matrix.faults()) + ", each on " + String.join("; ", matrix.targets()));
	}

	/** Mistakes in one file do not hide the others. */
	private int print(Scenarios scenarios, String name) {
		try {
			List<String> files = scenarios.files(name);
			if (files.equals(List.of(name))) {
				print(scenarios.find(name));
				return ExitStatus.PASS;
			}
			return files.stream().mapToInt((file) -> print(scenarios, file)).max().orElse(ExitStatus.PASS);
		}
		catch (DefinitionException ex) {
			this.context.terminal().error("lab: " + String.valueOf(ex.getMessage()).replace("\n", "\n     "));
			return ExitStatus.USAGE;
		}
	}

	private void print(Scenario scenario) {
		Terminal terminal = this.context.terminal();
		terminal.line(Palette.STRONG.paint(scenario.name()));
		terminal.line("    " + scenario.question());
		for (Step step : scenario.steps()) {
			terminal.line("    " + step.description());
		}
		terminal.line("    expects: " + String.join(", ", scenario.expectations()));
	}

}
