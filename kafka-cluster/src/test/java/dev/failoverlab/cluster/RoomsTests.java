package dev.failoverlab.cluster;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What each room of this module may use. */
@AnalyzeClasses(packages = { "dev.failoverlab.cluster", "dev.failoverlab.process" },
		importOptions = DoNotIncludeTests.class)
class RoomsTests {

	private static final String[] CLUSTER = { "dev.failoverlab.cluster", "dev.failoverlab.process",
			"org.apache.kafka.clients..", "org.apache.kafka.common..", "org.jspecify.annotations..", "java.." };

	@ArchTest
	static final ArchRule THE_API_KNOWS_NO_BACKEND = classes().that()
		.resideInAPackage("dev.failoverlab.cluster")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(CLUSTER);

	@ArchTest
	static final ArchRule PROCESSES_NEED_THE_JDK_ALONE = classes().that()
		.resideInAPackage("dev.failoverlab.process..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("dev.failoverlab.process..", "org.jspecify.annotations..", "java..");

	@ArchTest
	static final ArchRule ONLY_A_NODES_OWN_JVM_HAS_KAFKAS_SERVER = noClasses().that()
		.doNotHaveSimpleName("NodeMain")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("kafka..", "scala..", "org.apache.kafka.server..", "org.apache.kafka.storage..");

	@ArchTest
	static final ArchRule A_BACKEND_SHOWS_ITS_FACTORY_ALONE = classes().that()
		.resideInAPackage("dev.failoverlab.cluster.process")
		.and()
		.haveNameNotMatching(".*(ProcessBackend|NodeMain)")
		.should()
		.notBePublic();

}
