package dev.failoverlab;

import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A verdict depends on the history alone, with neither Kafka nor Spring. */
@AnalyzeClasses(packages = "dev.failoverlab", importOptions = DoNotIncludeTests.class)
class RoomsTests {

	@ArchTest
	static void everyRoomUsesWhatTheTableSaysAndNothingElse(JavaClasses classes) throws IOException {
		SortedMap<String, Set<String>> table = Rooms.table();
		table.keySet().retainAll(Set.of("history", "verdict", "report", "judge"));
		assertThat(Rooms.used(classes)).isEqualTo(table);
	}

}
