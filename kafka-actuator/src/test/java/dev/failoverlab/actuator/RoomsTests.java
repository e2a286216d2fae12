package dev.failoverlab.actuator;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What this room may use, and what it shows. */
@AnalyzeClasses(packages = "dev.failoverlab.actuator", importOptions = DoNotIncludeTests.class)
class RoomsTests {

	@ArchTest
	static final ArchRule IT_NEEDS_BOOT_AND_KAFKAS_CLIENTS = classes().that()
		.resideInAPackage("dev.failoverlab.actuator")
		.and()
		.doNotHaveSimpleName("OfServlet")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("dev.failoverlab.actuator", "org.springframework..", "org.apache.kafka.clients..",
				"org.apache.kafka.common..", "org.apache.commons.logging", "com.fasterxml.jackson.annotation",
				"org.jspecify.annotations..", "java..");

	@ArchTest
	static final ArchRule IT_WORKS_WITH_EVERY_WEB_TECHNOLOGY_AND_WITHOUT_ONE = noClasses().that()
		.resideInAPackage("dev.failoverlab.actuator")
		.and()
		.doNotHaveSimpleName("OfServlet")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..");

	@ArchTest
	static final ArchRule THE_GUARD_KNOWS_NOTHING_OF_KAFKA = noClasses().that()
		.resideInAPackage("dev.failoverlab.actuator.web")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.failoverlab.actuator", "org.apache.kafka..", "org.springframework.kafka..");

	@ArchTest
	static final ArchRule IT_SHOWS_ITS_ENDPOINTS_SETTINGS_AND_TASKS_ALONE = classes().that()
		.areTopLevelClasses()
		.and()
		.haveNameNotMatching(".*(Endpoint|AutoConfiguration|Properties|Task)")
		.should()
		.notBePublic();

}
