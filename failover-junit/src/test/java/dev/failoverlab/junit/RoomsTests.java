package dev.failoverlab.junit;

import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.failoverlab.Rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Spring and AssertJ are optional: only what is loaded with them may use them. */
@AnalyzeClasses(packages = "dev.failoverlab.junit", importOptions = DoNotIncludeTests.class)
class RoomsTests {

	@ArchTest
	static final ArchRule ONLY_ITS_ROOM_NEEDS_SPRING = noClasses().that()
		.resideInAPackage("dev.failoverlab.junit")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "dev.failoverlab.junit.spring..");

	@ArchTest
	static final ArchRule ONLY_ASSERTIONS_NEED_ASSERTJ = noClasses().that()
		.doNotHaveSimpleName("VerdictAssert")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.assertj..", "dev.failoverlab.junit.VerdictAssert");

	@ArchTest
	static void everyRoomUsesWhatTheTableSaysAndNothingElse(JavaClasses classes) throws IOException {
		SortedMap<String, Set<String>> table = Rooms.table();
		table.keySet().retainAll(Set.of("junit", "junit.spring"));
		assertThat(Rooms.used(classes)).isEqualTo(table);
	}

}
