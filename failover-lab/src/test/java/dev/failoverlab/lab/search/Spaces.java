package dev.failoverlab.lab.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.scenario.SetValue;

/** What tests draw from. */
final class Spaces {

	private Spaces() {
	}

	static SearchSpace usual(SetValue... settings) {
		return new Scenarios(List.of(settings)).search("usual");
	}

	/** {@code 3s kill leader of email.send-0}, or {@code 0s heal}. */
	static Move move(String words) {
		String[] parts = words.split(" ", 3);
		if (parts[1].equals("heal")) {
			return (parts.length == 2) ? Move.heal(parts[0]) : Move.heal(parts[0], parts[2]);
		}
		Map<String, String> fault = new LinkedHashMap<>(Map.of("fault", parts[1]));
		if (parts[1].equals("bounce")) {
			fault.put("with", "kill");
		}
		return Move.inflict(parts[0], fault, Map.of("target", parts[2]));
	}

	static Schedule schedule(String... moves) {
		return new Schedule(Stream.of(moves).map(Spaces::move).toList());
	}

}
