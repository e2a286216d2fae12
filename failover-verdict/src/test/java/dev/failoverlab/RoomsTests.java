package dev.failoverlab;

import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each room of this module uses. The point of it: a verdict depends on the history
 * alone, with neither Kafka nor Spring.
 */
@AnalyzeClasses(packages = "dev.failoverlab", importOptions = DoNotIncludeTests.class)
class RoomsTests {

	private static final Rooms ROOMS = new Rooms(Map.ofEntries(entry("dev.failoverlab.history", "history"),
			entry("dev.failoverlab.verdict", "verdict"), entry("dev.failoverlab.report", "report"),
			entry("dev.failoverlab.judge", "judge"), entry("tools.jackson..", "Jackson"),
			entry("com.fasterxml.jackson.annotation", "Jackson"), entry("org.HdrHistogram..", "HdrHistogram"),
			entry("picocli..", "picocli"), entry("java..", ""), entry("javax..", ""), entry("org.jspecify..", "")));

	@ArchTest
	static void everyRoomUsesThisAndNothingElse(JavaClasses classes) {
		assertThat(ROOMS.uses(classes))
			.isEqualTo(Map.of("history", Set.of("Jackson"), "verdict", Set.of("history", "HdrHistogram"), "report",
					Set.of("verdict", "Jackson"), "judge", Set.of("history", "verdict", "report", "picocli")));
	}

}
