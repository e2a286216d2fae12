package dev.failoverlab.lab;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may use whom. The point of it: what is said about a run depends on its history
 * alone, never on live state.
 */
@AnalyzeClasses(packages = "dev.failoverlab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String CLUSTER = "dev.failoverlab.cluster..";

	private static final String PROCESS = "dev.failoverlab.process..";

	private static final String HISTORY = "dev.failoverlab.history..";

	private static final String VERDICT = "dev.failoverlab.verdict..";

	private static final String REPORT = "dev.failoverlab.report..";

	private static final String BENCH = "dev.failoverlab.lab.bench..";

	private static final String LOAD = "dev.failoverlab.lab.load..";

	private static final String SERVICE = "dev.failoverlab.lab.service..";

	private static final String WATCH = "dev.failoverlab.lab.watch..";

	private static final String OBSERVE = "dev.failoverlab.lab.observe..";

	private static final String SCENARIO = "dev.failoverlab.lab.scenario..";

	private static final String RUN = "dev.failoverlab.lab.run..";

	private static final String CONSOLE = "dev.failoverlab.lab.console..";

	private static final String WEB = "dev.failoverlab.lab.web..";

	private static final String CLI = "dev.failoverlab.lab.cli..";

	private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(Map.entry(PROCESS, Set.of()),
			Map.entry(CLUSTER, Set.of(PROCESS)), Map.entry(HISTORY, Set.of()), Map.entry(VERDICT, Set.of(HISTORY)),
			Map.entry(REPORT, Set.of(HISTORY, VERDICT)), Map.entry(BENCH, Set.of(HISTORY, VERDICT, PROCESS)),
			Map.entry(LOAD, Set.of(HISTORY)), Map.entry(SERVICE, Set.of(HISTORY, LOAD, PROCESS, CLUSTER)),
			Map.entry(WATCH, Set.of(HISTORY, CLUSTER)), Map.entry(OBSERVE, Set.of(HISTORY, CLUSTER)),
			Map.entry(SCENARIO, Set.of(HISTORY, VERDICT, LOAD, OBSERVE, CLUSTER)),
			Map.entry(RUN, Set.of(HISTORY, VERDICT, REPORT, LOAD, SERVICE, WATCH, OBSERVE, CLUSTER, SCENARIO)),
			Map.entry(WEB, Set.of(HISTORY, CLUSTER)), Map.entry(CONSOLE, Set.of(CLUSTER, HISTORY, REPORT, WEB)),
			Map.entry(CLI,
					Set.of(HISTORY, VERDICT, REPORT, SERVICE, WATCH, CLUSTER, SCENARIO, RUN, WEB, CONSOLE, BENCH)));

	@ArchTest
	static final ArchRule ROOMS_USE_EACH_OTHER_ONE_WAY = slices().matching("dev.failoverlab.lab.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule ONLY_THE_WEB_APPLICATION_NEEDS_SPRING = noClasses().that()
		.resideOutsideOfPackages(WEB, "dev.failoverlab.actuator..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..")
		.because("commands that need no web application have to answer at once");

	@ArchTest
	static final ArchRule WHAT_IS_SAID_COMES_FROM_THE_HISTORY_ALONE = noClasses().that()
		.resideInAnyPackage(HISTORY, VERDICT, REPORT)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.kafka..", "java.net..", CLUSTER);

	@ArchTest
	static void roomsUseOnlyWhatTheyMay(JavaClasses classes) {
		MAY_USE.forEach((room, used) -> {
			Set<String> others = new TreeSet<>(MAY_USE.keySet());
			others.remove(room);
			others.removeAll(used);
			noClasses().that()
				.resideInAPackage(room)
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(others.toArray(String[]::new))
				.check(classes);
		});
	}

	@ArchTest
	static void everyRoomOfTheLabIsListedHere(JavaClasses classes) {
		Set<String> rooms = new TreeSet<>();
		classes.stream()
			.map((type) -> type.getPackageName() + "..")
			.filter((name) -> name.startsWith("dev.failoverlab.lab.") && !name.equals("dev.failoverlab.lab.."))
			.forEach(rooms::add);
		assertThat(MAY_USE.keySet()).containsAll(rooms);
	}

}
