package dev.failoverlab.lab.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.scenario.DefinitionException;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Versions;
import dev.failoverlab.report.Palette;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./lab scenarios}. */
@Command(name = "scenarios", description = {
		"List the scenarios that come with the lab, or show what those that are named do. Files are checked and not run." })
final class ScenariosCommand extends LabCommand {

	private static final String CLAIMS = "claims";

	private static final String CLAIMS_QUESTION = "Is it true what people say of Kafka's failover?";

	private static final String VERSIONS = "versions";

	@Parameters(paramLabel = "FILE", description = "Scenarios by name, YAML files, or folders of them.")
	private List<String> files = List.of();

	@Override
	public Integer call() {
		Scenarios scenarios = new Scenarios();
		if (this.files.isEmpty()) {
			list(scenarios);
			return ExitStatus.PASS;
		}
		return this.files.stream().mapToInt((file) -> print(scenarios, file)).max().orElse(ExitStatus.PASS);
	}

	private void list(Scenarios scenarios) {
		Map<String, String> questions = new LinkedHashMap<>();
		scenarios.all().forEach((scenario) -> questions.put(scenario.name(), scenario.question()));
		questions.put(CLAIMS, CLAIMS_QUESTION);
		scenarios.matrixNames().forEach((name) -> questions.put(name, scenarios.matrix(name).question()));
		questions.put(VERSIONS, scenarios.versions().question());
		int width = questions.keySet().stream().mapToInt(String::length).max().orElse(0);
		questions.forEach((name, question) -> terminal()
			.line(Palette.STRONG.paint(name) + " ".repeat(width + 2 - name.length()) + question));
		terminal().line("");
		terminal().line("./lab scenarios NAME shows what one does, ./lab run NAME runs it.");
	}

	/** Whether the name is that of a set of runs; then it is printed. */
	private boolean printSet(Scenarios scenarios, String name) {
		if (name.equals(CLAIMS)) {
			return detail(name, CLAIMS_QUESTION + " All of them, or claims/NAME:",
					String.join(", ", scenarios.claimNames()));
		}
		if (name.equals(VERSIONS)) {
			return detail(scenarios.versions());
		}
		return scenarios.matrixNames().contains(name) && detail(scenarios.matrix(name));
	}

	private boolean detail(Versions versions) {
		return detail(VERSIONS, versions.question() + " All of them, or versions/VERSION:",
				String.join(", ", versions.versions()) + ", each with " + String.join("; ", versions.runs()));
	}

	private boolean detail(Matrix matrix) {
		return detail(matrix.name(), matrix.question() + " All of it, or " + matrix.name() + "/FAULT:",
				String.join("; ", matrix.faults()) + ", each on " + String.join("; ", matrix.targets()));
	}

	private boolean detail(String name, String... lines) {
		terminal().line(Palette.STRONG.paint(name));
		Stream.of(lines).forEach((line) -> terminal().line("    " + line));
		return true;
	}

	/** Mistakes in one file do not hide the others. */
	private int print(Scenarios scenarios, String name) {
		try {
			if (printSet(scenarios, name)) {
				return ExitStatus.PASS;
			}
			List<String> files = scenarios.files(name);
			if (files.equals(List.of(name))) {
				print(scenarios.find(name));
				return ExitStatus.PASS;
			}
			return files.stream().mapToInt((file) -> print(scenarios, file)).max().orElse(ExitStatus.PASS);
		}
		catch (DefinitionException ex) {
			terminal().error("lab: " + String.valueOf(ex.getMessage()).replace("\n", "\n     "));
			return ExitStatus.USAGE;
		}
	}

	private void print(Scenario scenario) {
		Terminal terminal = terminal();
		terminal.line(Palette.STRONG.paint(scenario.name()));
		terminal.line("    " + scenario.question());
		for (Step step : scenario.steps()) {
			terminal.line("    " + step.description());
		}
		terminal.line("    expects: " + String.join(", ", scenario.expectations()));
	}

}
