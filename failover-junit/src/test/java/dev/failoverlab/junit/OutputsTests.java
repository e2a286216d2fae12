package dev.failoverlab.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputsTests {

	@Test
	void eachRecordBecameOneAlsoByWayOfATopicBetween() {
		Outputs outputs = outputs(List.of("a", "b"), Map.of("x", "b", "y", "between", "between", "a"), "x", "y");
		assertThat(outputs).isEqualTo(new Outputs(2, List.of(), List.of(), 0)).matches(Outputs::areExactlyOnce);
	}

	@Test
	void whatIsMissingAndWhatIsRepeatedAreToldByTheirPlaces() {
		Outputs outputs = outputs(List.of("a", "b", "c"), Map.of("x", "a", "y", "c", "z", "c"), "x", "y", "z");
		assertThat(outputs).isEqualTo(new Outputs(1, List.of("payments-0@1"), List.of("payments-0@2"), 0))
			.matches((each) -> !each.areExactlyOnce())
			.hasToString("1 once, 1 missing (payments-0@1), 1 repeated (payments-0@2), 0 unknown");
	}

	@Test
	void onlySomeOfManyPlacesAreShown() {
		assertThat(outputs(List.of("a", "b", "c", "d"), Map.of()))
			.hasToString("0 once, 4 missing (payments-0@0, payments-0@1, payments-0@2, …), 0 repeated, 0 unknown");
	}

	@Test
	void recordsWithoutAKnownOriginProveNothing() {
		Outputs outputs = outputs(Arrays.asList("a", null), Map.of("x", "a"), "x", "elsewhere", null);
		assertThat(outputs).isEqualTo(new Outputs(1, List.of(), List.of(), 3))
			.matches((each) -> !each.areExactlyOnce());
	}

	@Test
	void noRecordsProveNothing() {
		assertThat(outputs(List.of(), Map.of()).areExactlyOnce()).isFalse();
	}

	private static Outputs outputs(List<@Nullable String> inputs, Map<String, String> origins,
			@Nullable String... outputs) {
		return Outputs.of("payments", positions(inputs), positions(Arrays.asList(outputs)), origins);
	}

	private static List<Event.Position> positions(List<@Nullable String> ids) {
		return IntStream.range(0, ids.size()).mapToObj((i) -> new Event.Position(0, i, ids.get(i))).toList();
	}

}
