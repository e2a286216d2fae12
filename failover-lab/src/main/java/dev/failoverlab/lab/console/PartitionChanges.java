package dev.failoverlab.lab.console;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Palette;
import dev.failoverlab.verdict.NewStates;
import org.jspecify.annotations.Nullable;

/** What happens to one partition's leader and ISR, each change once. */
final class PartitionChanges {

	private final String name;

	private final NewStates<State> states = new NewStates<>();

	private List<Integer> replicas = List.of();

	PartitionChanges(String name) {
		this.name = name;
	}

	/**
	 * Takes a node's report.
	 * @param event the report
	 * @return its line, or empty when it is no news
	 */
	Optional<String> format(Event.Partition event) {
		State now = new State(event.leader(), event.epoch(), new TreeSet<>(event.isr()));
		State before = this.states.latest().orElse(null);
		this.replicas = event.replicas();
		if ((before != null && now.epoch < before.epoch) || !this.states.isNews(event.seenFrom(), now)) {
			return Optional.empty();
		}
		return (before != null) ? change(before, now, event.seenFrom()) : Optional.of(Palette.FAINT.paint(
				this.name + ": leader " + EventFormatter.node(now.leader) + ", ISR " + EventFormatter.list(now.isr)));
	}

	/** Who leads, as far as anybody has reported. */
	@Nullable Integer leader() {
		return this.states.latest().map(State::leader).orElse(null);
	}

	boolean isWhole() {
		return this.states.latest().filter((state) -> state.isr.containsAll(this.replicas)).isPresent();
	}

	private Optional<String> change(State before, State now, int reporter) {
		String isr = before.isr.equals(now.isr) ? "" : isrChange(before.isr, now.isr);
		if (Objects.equals(before.leader, now.leader)) {
			return isr.isEmpty() ? Optional.empty() : Optional.of(line(now, before, isr, reporter));
		}
		String leader = "leader " + EventFormatter.node(before.leader) + " -> " + EventFormatter.node(now.leader)
				+ preferred(now);
		return Optional.of(line(now, before, isr.isEmpty() ? leader : leader + ", " + isr, reporter));
	}

	private String line(State now, State before, String what, int reporter) {
		String text = this.name + ": " + what + " (says node " + reporter + ")";
		if (now.leader == null) {
			return Palette.BAD.paint(text);
		}
		return (now.isr.size() < before.isr.size()) ? Palette.WARNING.paint(text) : Palette.GOOD.paint(text);
	}

	private String preferred(State now) {
		return (!this.replicas.isEmpty() && this.replicas.get(0).equals(now.leader)) ? ", the preferred one" : "";
	}

	private static String isrChange(Set<Integer> before, Set<Integer> now) {
		Set<Integer> left = new TreeSet<>(before);
		left.removeAll(now);
		Set<Integer> back = new TreeSet<>(now);
		back.removeAll(before);
		return "ISR " + EventFormatter.list(now) + (left.isEmpty() ? "" : " without " + EventFormatter.list(left))
				+ (back.isEmpty() ? "" : " with " + EventFormatter.list(back) + " again");
	}

	private record State(@Nullable Integer leader, int epoch, Set<Integer> isr) {
	}

}
