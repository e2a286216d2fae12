package dev.failoverlab.lab;

import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.failoverlab.Rooms;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rooms of the lab use each other one way, as CONTRIBUTING.md says. */
@AnalyzeClasses(packages = "dev.failoverlab.lab", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule ROOMS_USE_EACH_OTHER_ONE_WAY = slices().matching("dev.failoverlab.lab.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static void everyRoomUsesWhatTheTableSaysAndNothingElse(JavaClasses classes) throws IOException {
		SortedMap<String, Set<String>> table = Rooms.table();
		table.keySet().removeIf((room) -> !room.startsWith("lab."));
		assertThat(table).isNotEmpty();
		assertThat(Rooms.used(classes)).isEqualTo(table);
	}

}
