package dev.failoverlab.witness;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/** What this room may use, and what it shows. */
@AnalyzeClasses(packages = "dev.failoverlab.witness", importOptions = DoNotIncludeTests.class)
class RoomsTests {

	private static final String FOR_SPRING = ".*(WitnessAutoConfiguration|FactoryWitness|RecordWitness|BatchWitness|RebalanceWitness)";

	@ArchTest
	static final ArchRule IT_NEEDS_KAFKAS_CLIENTS_ALONE = classes().that()
		.haveNameNotMatching(FOR_SPRING)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("dev.failoverlab.witness", "org.apache.kafka.clients..", "org.apache.kafka.common..",
				"org.slf4j", "org.jspecify.annotations..", "java..")
		.andShould()
		.onlyDependOnClassesThat()
		.haveNameNotMatching(FOR_SPRING);

	@ArchTest
	static final ArchRule IT_SHOWS_WHAT_IS_NAMED_IN_SETTINGS_AND_WHAT_TESTS_NEED = classes().that()
		.areTopLevelClasses()
		.and()
		.haveNameNotMatching(".*\\.(ProducerWitness|ConsumerWitness|Witness|SendError|WitnessAutoConfiguration)")
		.should()
		.notBePublic();

}
