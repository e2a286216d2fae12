package dev.failoverlab.lab.cli;

import java.util.concurrent.Callable;

import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.Step;
import picocli.CommandLine.Command;

/** {@code ./lab scenarios}. */
@Command(name = "scenarios", mixinStandardHelpOptions = true, description = "List the scenarios that can be run.")
final class ScenariosCommand implements Callable<Integer> {

	private final LabContext context;

	ScenariosCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		Scenarios.all().forEach(this::print);
		return ExitStatus.PASS;
	}

	private void print(Scenario scenario) {
		Terminal terminal = this.context.terminal();
		terminal.line(terminal.paint(Terminal.Colour.STRONG, scenario.name()));
		terminal.line("    " + scenario.question());
		for (Step step : scenario.steps()) {
			terminal.line("    " + step.inWords());
		}
		terminal.line("    expects: " + String.join(", ", scenario.expectations()));
	}

}
