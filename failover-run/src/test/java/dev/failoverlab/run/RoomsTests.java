package dev.failoverlab.run;

import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.failoverlab.Rooms;

import static org.assertj.core.api.Assertions.assertThat;

/** A run needs no Spring, no command line and no test library. */
@AnalyzeClasses(packages = { "dev.failoverlab.run", "dev.failoverlab.watch", "dev.failoverlab.clients" },
		importOptions = DoNotIncludeTests.class)
class RoomsTests {

	@ArchTest
	static void everyRoomUsesWhatTheTableSaysAndNothingElse(JavaClasses classes) throws IOException {
		SortedMap<String, Set<String>> table = Rooms.table();
		table.keySet().retainAll(Set.of("run", "watch", "clients"));
		assertThat(Rooms.used(classes)).isEqualTo(table);
	}

}
