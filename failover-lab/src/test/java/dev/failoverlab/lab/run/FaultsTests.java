package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.Phrases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** No fault is forgotten anywhere. */
class FaultsTests {

	static List<Fault> faults() {
		return Faults.all();
	}

	@Test
	void everyClassOfAFaultIsListedOnce() {
		Set<String> classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.failoverlab")
			.stream()
			.filter((type) -> type.isAssignableTo(Fault.class) && !type.getModifiers().contains(JavaModifier.ABSTRACT))
			.map(JavaClass::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(faults()).extracting((fault) -> fault.getClass().getName())
			.containsExactlyInAnyOrderElementsOf(classes);
		assertThat(faults()).extracting(Fault::word).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("faults")
	void itHasAWordPhrasesAndASentence(Fault fault) {
		Phrases phrases = fault.phrases();
		assertThat(fault.word()).matches("[a-z]+(-[a-z]+)*");
		assertThat(List.of(fault.sentence(), phrases.noun(), phrases.inForce(), phrases.over()))
			.allMatch((text) -> !text.isBlank() && !text.endsWith("."));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void itsParametersReadWhatTheyWrite(Fault fault) {
		assertThat(fault.parameters()).extracting(Parameter::sentence)
			.allMatch((sentence) -> sentence.matches("[A-Z].*\\."));
		fault.parameters().forEach(FaultsTests::readsWhatItWrites);
	}

	@ParameterizedTest
	@MethodSource("faults")
	void theSchemaHasItWithItsKeys(Fault fault) throws IOException {
		JsonNode step = new JsonMapper().readTree(Files.readString(Path.of("../scenarios/scenario.schema.json")))
			.at("/properties/steps/items/properties");
		assertThat(step.at("/fault/enum").valueStream().map(JsonNode::asString)).contains(fault.word());
		assertThat(step.propertyNames()).containsAll(fault.parameters().stream().map(Parameter::name).toList());
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aCommandInflictsItWithoutAnyKey(Fault fault) {
		if (fault instanceof NodeFault ofNodes
				&& fault.parameters().stream().allMatch((each) -> each.otherwise().isPresent())) {
			ofNodes.check(ofNodes.byHand());
		}
	}

	private static <T> void readsWhatItWrites(Parameter<T> parameter) {
		parameter.otherwise()
			.ifPresent((value) -> assertThat(parameter.parse(parameter.type().text(value))).isEqualTo(value));
	}

}
