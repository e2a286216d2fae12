package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** The states of one partition, each where a node reported it first. */
final class PartitionNews {

	private final NewStates<State> states = new NewStates<>();

	private final List<Entry<Event.Partition>> news = new ArrayList<>();

	void take(Entry<Event.Partition> report) {
		Event.Partition state = report.event();
		boolean old = !this.news.isEmpty() && state.epoch() < latest().event().epoch();
		State now = new State(state.leader(), state.epoch(), Set.copyOf(state.isr()));
		if (!old && this.states.isNews(state.seenFrom(), now)) {
			this.news.add(report);
		}
	}

	private Entry<Event.Partition> latest() {
		return this.news.get(this.news.size() - 1);
	}

	List<Entry<Event.Partition>> all() {
		return Collections.unmodifiableList(this.news);
	}

	/** The state at a moment, or null before the first report. */
	Event.@Nullable Partition at(long t) {
		Event.Partition state = null;
		for (Entry<Event.Partition> report : this.news) {
			state = (report.t() <= t) ? report.event() : state;
		}
		return state;
	}

	private record State(@Nullable Integer leader, int epoch, Set<Integer> isr) {
	}

}
