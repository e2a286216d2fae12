package dev.failoverlab.lab.console;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Palette;
import dev.failoverlab.verdict.NewStates;
import org.jspecify.annotations.Nullable;

/** What happens to the controller quorum, each change once. */
final class QuorumChanges {

	private final NewStates<State> states = new NewStates<>();

	/**
	 * Takes a node's report.
	 * @param event the report
	 * @return its line, or empty when it is no news
	 */
	Optional<String> format(Event.Quorum event) {
		State now = new State(event.leader(), event.epoch(), new TreeSet<>(event.voters()));
		State before = this.states.latest().orElse(null);
		if ((before != null && now.epoch < before.epoch) || !this.states.isNews(event.seenFrom(), now)) {
			return Optional.empty();
		}
		return (before != null) ? change(before, now, event.seenFrom())
				: Optional.of(Palette.FAINT.paint("quorum: active controller " + EventFormatter.node(now.leader)
						+ ", voters " + EventFormatter.list(now.voters)));
	}

	private static Optional<String> change(State before, State now, int reporter) {
		String seen = " (says node " + reporter + ")";
		if (!Objects.equals(before.leader, now.leader)) {
			String text = "quorum: active controller " + EventFormatter.node(before.leader) + " -> "
					+ EventFormatter.node(now.leader) + seen;
			return Optional.of((now.leader != null) ? Palette.GOOD.paint(text) : Palette.BAD.paint(text));
		}
		return before.voters.equals(now.voters) ? Optional.empty()
				: Optional.of("quorum: voters " + EventFormatter.list(now.voters) + seen);
	}

	private record State(@Nullable Integer leader, long epoch, Set<Integer> voters) {
	}

}
