package dev.failoverlab.lab.console;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** What happens to the controller quorum, told once. */
final class QuorumChanges {

	private final NewStates<State> sightings = new NewStates<>();

	/**
	 * Takes a node's report.
	 * @param event the report
	 * @return the line that tells it, or empty when it is no news
	 */
	Optional<ConsoleLine> tell(Event.Quorum event) {
		State now = new State(event.leader(), event.epoch(), Set.copyOf(event.voters()));
		State before = this.sightings.latest().orElse(null);
		if ((before != null && now.epoch < before.epoch) || !this.sightings.isNews(event.seenFrom(), now)) {
			return Optional.empty();
		}
		return (before != null) ? change(before, now, event.seenFrom()) : Optional
			.of(ConsoleLine.faint("quorum: active controller " + now.leaderInWords() + ", voters " + ids(now.voters)));
	}

	private static Optional<ConsoleLine> change(State before, State now, int reporter) {
		String seen = " (says node " + reporter + ")";
		if (!before.leaderInWords().equals(now.leaderInWords())) {
			String text = "quorum: active controller " + before.leaderInWords() + " -> " + now.leaderInWords() + seen;
			return Optional.of((now.leader != null) ? ConsoleLine.good(text) : ConsoleLine.bad(text));
		}
		return before.voters.equals(now.voters) ? Optional.empty()
				: Optional.of(ConsoleLine.plain("quorum: voters " + ids(now.voters) + seen));
	}

	private static String ids(Set<Integer> nodes) {
		return String.join(",", List.copyOf(new TreeSet<>(nodes)).stream().map(String::valueOf).toList());
	}

	private record State(@Nullable Integer leader, long epoch, Set<Integer> voters) {

		private String leaderInWords() {
			return (this.leader != null) ? String.valueOf(this.leader) : "none";
		}

	}

}
