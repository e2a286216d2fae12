package dev.failoverlab.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.failoverlab.Rooms;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** What each room of the lab uses: the table of CONTRIBUTING.md. */
@AnalyzeClasses(packages = "dev.failoverlab.lab", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final Map<String, Set<String>> USES = Map.ofEntries(
			entry("scenario",
					Set.of("history", "verdict", "cluster", "load", "observe", "Kafka's clients", "SnakeYAML")),
			entry("load", Set.of("history", "Jackson", "Kafka's clients")),
			entry("watch", Set.of("history", "cluster", "Kafka's clients")),
			entry("observe", Set.of("history", "cluster", "Kafka's clients")),
			entry("service", Set.of("history", "process", "cluster", "load", "HttpClient", "Jackson")),
			entry("run",
					Set.of("history", "verdict", "report", "cluster", "scenario", "load", "watch", "observe", "service",
							"Jackson", "Kafka's clients", "Logback")),
			entry("bench", Set.of("history", "verdict", "process", "Jackson")),
			entry("web", Set.of("history", "cluster", "watch", "service", "run", "Jackson", "Spring")),
			entry("console", Set.of("history", "verdict", "report", "cluster", "scenario", "run", "web")),
			entry("cli", Set.of("history", "verdict", "report", "judge", "cluster", "scenario", "run", "bench", "web",
					"console", "Kafka's clients", "picocli")));

	@ArchTest
	static final ArchRule ROOMS_USE_EACH_OTHER_ONE_WAY = slices().matching("dev.failoverlab.lab.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static void everyRoomUsesThisAndNothingElse(JavaClasses classes) {
		assertThat(new Rooms(names()).uses(classes)).isEqualTo(USES);
	}

	private static Map<String, String> names() {
		Map<String, String> names = new LinkedHashMap<>();
		USES.keySet().forEach((room) -> names.put("dev.failoverlab.lab." + room, room));
		for (String room : Set.of("history", "verdict", "report", "judge", "cluster", "process")) {
			names.put("dev.failoverlab." + room + "..", room);
		}
		names.putAll(Map.of("org.apache.kafka..", "Kafka's clients", "org.springframework..", "Spring",
				"jakarta.servlet..", "Spring", "tools.jackson..", "Jackson", "com.fasterxml.jackson.annotation",
				"Jackson", "org.yaml.snakeyaml..", "SnakeYAML", "picocli", "picocli", "org.apache.hc..", "HttpClient",
				"ch.qos.logback..", "Logback", "org.slf4j", "Logback"));
		// For every room: the JDK, the exceptions of the lab.
		names.putAll(Map.of("java..", "", "org.jspecify..", "", "dev.failoverlab.lab", ""));
		return names;
	}

}
