package dev.failoverlab.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What an app made of the records of one topic in another one, as a reader of committed
 * records sees it. A record that the app sends while it handles another one is made of
 * that one, also by way of topics between.
 *
 * @param once how many records became exactly one
 * @param missing those that became none, for example {@code payments-0@17}: partition and
 * offset
 * @param repeated those that became several
 * @param unknown records of either topic whose origin is not known: sent by a client that
 * is not witnessed, or made of something else
 */
public record Outputs(int once, List<String> missing, List<String> repeated, int unknown) {

	private static final int EXAMPLES = 3;

	public Outputs {
		missing = List.copyOf(missing);
		repeated = List.copyOf(repeated);
	}

	/** The counts, and some of the places. */
	@Override
	public String toString() {
		return this.once + " once, " + some(this.missing, "missing") + ", " + some(this.repeated, "repeated") + ", "
				+ this.unknown + " unknown";
	}

	private static String some(List<String> places, String what) {
		String examples = places.stream().limit(EXAMPLES).collect(Collectors.joining(", "));
		return places.size() + " " + what
				+ (places.isEmpty() ? "" : " (" + examples + ((places.size() > EXAMPLES) ? ", …)" : ")"));
	}

	/** Whether there are records, and each became exactly one. */
	public boolean areExactlyOnce() {
		return this.once > 0 && this.missing.isEmpty() && this.repeated.isEmpty() && this.unknown == 0;
	}

	/**
	 * Compares two topics.
	 * @param topic the name of the input
	 * @param origins by the id of a send, the id of the record that it was made of
	 */
	static Outputs of(String topic, List<Event.Position> inputs, List<Event.Position> outputs,
			Map<String, String> origins) {
		Map<String, Integer> made = new LinkedHashMap<>();
		Map<String, String> places = new LinkedHashMap<>();
		inputs.stream().filter((input) -> input.id() != null).forEach((input) -> {
			made.put(Objects.requireNonNull(input.id()), 0);
			places.put(input.id(), topic + "-" + input.partition() + "@" + input.offset());
		});
		int unknown = (int) inputs.stream().filter((input) -> input.id() == null).count();
		for (Event.Position output : outputs) {
			String input = input(output.id(), made, origins);
			if (input == null) {
				unknown++;
			}
			else {
				made.merge(input, 1, Integer::sum);
			}
		}
		return new Outputs(places(made, places, (count) -> count == 1).size(),
				places(made, places, (count) -> count == 0), places(made, places, (count) -> count > 1), unknown);
	}

	private static @Nullable String input(@Nullable String output, Map<String, Integer> inputs,
			Map<String, String> origins) {
		String id = output;
		while (id != null && !inputs.containsKey(id)) {
			id = origins.get(id);
		}
		return id;
	}

	private static List<String> places(Map<String, Integer> made, Map<String, String> places, IntPredicate wanted) {
		return made.entrySet()
			.stream()
			.filter((each) -> wanted.test(each.getValue()))
			.map((each) -> Objects.requireNonNull(places.get(each.getKey())))
			.toList();
	}

}
