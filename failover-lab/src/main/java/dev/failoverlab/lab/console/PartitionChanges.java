package dev.failoverlab.lab.console;

import java.util.ArrayList;
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

	private final String topic;

	private final int partition;

	private final NewStates<State> states = new NewStates<>();

	private List<Integer> replicas = List.of();

	PartitionChanges(String topic, int partition) {
		this.topic = topic;
		this.partition = partition;
	}

	/**
	 * Takes a node's report.
	 * @param event the report
	 * @return its line, or empty when it is no news
	 */
	Optional<PartitionLine> format(Event.Partition event) {
		State now = new State(event.leader(), event.epoch(), new TreeSet<>(event.isr()));
		State before = this.states.latest().orElse(null);
		this.replicas = event.replicas();
		if ((before != null && now.epoch < before.epoch) || !this.states.isNews(event.seenFrom(), now)) {
			return Optional.empty();
		}
		return (before != null) ? change(before, now, " (says node " + event.seenFrom() + ")")
				: Optional.of(line(Palette.FAINT, "", "leader " + EventFormatter.node(now.leader),
						"ISR " + EventFormatter.list(now.isr)));
	}

	/** Who leads, as far as anybody has reported. */
	@Nullable Integer leader() {
		return this.states.latest().map(State::leader).orElse(null);
	}

	boolean isWhole() {
		return this.states.latest().filter((state) -> state.isr.containsAll(this.replicas)).isPresent();
	}

	private Optional<PartitionLine> change(State before, State now, String seenFrom) {
		List<String> changes = new ArrayList<>();
		if (!Objects.equals(before.leader, now.leader)) {
			changes.add("leader " + EventFormatter.node(before.leader) + " -> " + EventFormatter.node(now.leader)
					+ preferred(now));
		}
		if (!before.isr.equals(now.isr)) {
			changes.add(isrChange(before.isr, now.isr));
		}
		return changes.isEmpty() ? Optional.empty()
				: Optional.of(line(colour(before, now), seenFrom, changes.toArray(String[]::new)));
	}

	private PartitionLine line(Palette colour, String seenFrom, String... changes) {
		return new PartitionLine(this.topic, this.partition, List.of(changes), seenFrom, 0, colour);
	}

	private static Palette colour(State before, State now) {
		if (now.leader == null) {
			return Palette.BAD;
		}
		return (now.isr.size() < before.isr.size()) ? Palette.WARNING : Palette.GOOD;
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
