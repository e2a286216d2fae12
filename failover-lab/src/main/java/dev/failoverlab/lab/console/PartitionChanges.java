package dev.failoverlab.lab.console;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** What happens to one partition's leader and ISR, told once. */
final class PartitionChanges {

	private final String name;

	private final NewStates<State> sightings = new NewStates<>();

	private List<Integer> replicas = List.of();

	PartitionChanges(String name) {
		this.name = name;
	}

	/**
	 * Takes a node's report.
	 * @param event the report
	 * @return the line that tells it, or empty when it is no news
	 */
	Optional<ConsoleLine> tell(Event.Partition event) {
		State now = new State(event.leader(), event.epoch(), new TreeSet<>(event.isr()));
		State before = this.sightings.latest().orElse(null);
		this.replicas = event.replicas();
		if ((before != null && now.epoch < before.epoch) || !this.sightings.isNews(event.seenFrom(), now)) {
			return Optional.empty();
		}
		return (before != null) ? change(before, now, event.seenFrom()) : Optional
			.of(ConsoleLine.faint(this.name + ": leader " + now.leaderInWords() + ", ISR " + ids(now.isr)));
	}

	/** Who leads, as far as anybody has reported. */
	@Nullable Integer leader() {
		return this.sightings.latest().map(State::leader).orElse(null);
	}

	boolean isWhole() {
		return this.sightings.latest().filter((state) -> state.isr.containsAll(this.replicas)).isPresent();
	}

	private Optional<ConsoleLine> change(State before, State now, int reporter) {
		String isr = before.isr.equals(now.isr) ? "" : isrChange(before.isr, now.isr);
		if (before.leaderInWords().equals(now.leaderInWords())) {
			return isr.isEmpty() ? Optional.empty() : Optional.of(telling(now, before, isr, reporter));
		}
		String leader = "leader " + before.leaderInWords() + " -> " + now.leaderInWords() + preferred(now);
		return Optional.of(telling(now, before, isr.isEmpty() ? leader : leader + ", " + isr, reporter));
	}

	private ConsoleLine telling(State now, State before, String what, int reporter) {
		String text = this.name + ": " + what + " (says node " + reporter + ")";
		if (now.leader == null) {
			return ConsoleLine.bad(text);
		}
		return (now.isr.size() < before.isr.size()) ? ConsoleLine.warning(text) : ConsoleLine.good(text);
	}

	private String preferred(State now) {
		return (!this.replicas.isEmpty() && this.replicas.get(0).equals(now.leader)) ? ", the preferred one" : "";
	}

	private static String isrChange(Set<Integer> before, Set<Integer> now) {
		Set<Integer> left = new TreeSet<>(before);
		left.removeAll(now);
		Set<Integer> back = new TreeSet<>(now);
		back.removeAll(before);
		return "ISR " + ids(now) + (left.isEmpty() ? "" : " without " + ids(left))
				+ (back.isEmpty() ? "" : " with " + ids(back) + " again");
	}

	private static String ids(Set<Integer> nodes) {
		return nodes.isEmpty() ? "empty" : nodes.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	private record State(@Nullable Integer leader, int epoch, Set<Integer> isr) {

		private String leaderInWords() {
			return (this.leader != null) ? String.valueOf(this.leader) : "none";
		}

	}

}
