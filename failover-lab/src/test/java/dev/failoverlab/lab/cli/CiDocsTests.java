package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.lab.scenario.Scenarios;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/ci.md shows can be copied: as far as that can be known without a CI server.
 */
class CiDocsTests {

	private static final Path PAGE = Path.of("..", "docs", "ci.md");

	private static final Pattern BLOCK = Pattern.compile("```(yaml|sh)\n(.*?)```", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

	@Test
	void gitHubsWorkflowsHaveStepsThatRunOrUseSomething() throws IOException {
		assertThat(blocks("yaml", "# .github/workflows/")).hasSize(2).allSatisfy((text) -> {
			Map<?, ?> workflow = yaml(text);
			// In YAML 1.1, `on` is true.
			assertThat(workflow.keySet().stream().map(String::valueOf)).containsExactly("name", "true", "jobs");
			assertThat(map(workflow.get("jobs")).values()).allSatisfy((job) -> {
				assertThat(map(job).keySet().stream().map(String::valueOf)).containsExactly("runs-on",
						"timeout-minutes", "steps");
				assertThat((List<?>) map(job).get("steps")).allSatisfy(
						(step) -> assertThat(map(step).containsKey("run")).isNotEqualTo(map(step).containsKey("uses")));
			});
		});
	}

	@Test
	void gitLabsJobsKeepTheReportsThatTheirScriptsWrite() throws IOException {
		Map<?, ?> jobs = yaml(blocks("yaml", "# .gitlab-ci.yml").get(0));
		assertThat(jobs.values()).hasSize(2).allSatisfy((job) -> {
			assertThat(map(job).keySet().stream().map(String::valueOf)).contains("image", "script", "artifacts");
			Map<?, ?> reports = map(map(map(job).get("artifacts")).get("reports"));
			String script = String.valueOf(map(job).get("script"));
			if (script.contains("./lab")) {
				assertThat(script).contains("--junit " + reports.get("junit"));
				((List<?>) Objects.requireNonNull(map(map(job).get("artifacts")).get("paths")))
					.forEach((path) -> assertThat(script).contains(" " + path));
			}
		});
	}

	@Test
	void allCommandsAreTheLabsWithOptionsAndScenariosThatThereAre() throws IOException {
		List<String> commands = commands();
		assertThat(commands).hasSize(3);
		for (String command : commands) {
			CommandLine.ParseResult parsed = lab().parseArgs(words(command)).subcommand();
			assertThat(parsed.commandSpec().name()).isEqualTo("run");
			List<String> scenarios = parsed.matchedPositionalValue(0, List.of());
			assertThat(new Scenarios().find(scenarios)).hasSameSizeAs(scenarios);
		}
	}

	@Test
	void eachExitStatusHasARow() throws IOException, IllegalAccessException {
		List<String> statuses = new ArrayList<>(List.of("130"));
		for (Field field : ExitStatus.class.getFields()) {
			if (field.getType() == int.class && Modifier.isStatic(field.getModifiers())) {
				statuses.add(String.valueOf(field.getInt(null)));
			}
		}
		Stream<String> rows = Pattern.compile("(?m)^\\| (\\d+) \\|")
			.matcher(Files.readString(PAGE))
			.results()
			.map((row) -> row.group(1));
		assertThat(rows).containsExactlyInAnyOrderElementsOf(statuses);
	}

	private static List<String> commands() throws IOException {
		return Stream.concat(blocks("yaml", "").stream(), blocks("sh", "").stream())
			.flatMap(String::lines)
			.filter((line) -> line.contains("./lab "))
			.map((line) -> line.substring(line.indexOf("./lab ") + "./lab ".length()))
			.toList();
	}

	private static String[] words(String command) {
		return WORD.matcher(command)
			.results()
			.map(MatchResult::group)
			.map((word) -> word.replace("\"", ""))
			.toArray(String[]::new);
	}

	private static CommandLine lab() {
		return Lab.commandLine(new LabContext(new LabHome(Path.of("target")), Screen.pipe().terminal()), Map.of());
	}

	private static List<String> blocks(String language, String beginning) throws IOException {
		return BLOCK.matcher(Files.readString(PAGE))
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((block) -> block.group(2))
			.filter((text) -> text.startsWith(beginning))
			.toList();
	}

	private static Map<?, ?> yaml(String text) {
		return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
	}

	private static Map<?, ?> map(@Nullable Object value) {
		return (Map<?, ?>) Objects.requireNonNull(value);
	}

}
