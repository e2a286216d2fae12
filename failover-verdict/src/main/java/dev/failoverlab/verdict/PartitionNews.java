package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Timeline.Report;
import org.jspecify.annotations.Nullable;

/** The states of one partition, each where a node reported it first. */
final class PartitionNews {

	private final NewStates<State> states = new NewStates<>();

	private final List<Report> news = new ArrayList<>();

	void take(Report report) {
		Event.Partition state = report.state();
		boolean old = !this.news.isEmpty() && state.epoch() < latest().state().epoch();
		State now = new State(state.leader(), state.epoch(), Set.copyOf(state.isr()));
		if (!old && this.states.isNews(state.seenFrom(), now)) {
			this.news.add(report);
		}
	}

	private Report latest() {
		return this.news.get(this.news.size() - 1);
	}

	List<Report> all() {
		return Collections.unmodifiableList(this.news);
	}

	/** The state at a moment, or null before the first report. */
	Event.@Nullable Partition at(long t) {
		Event.Partition state = null;
		for (Report report : this.news) {
			state = (report.t() <= t) ? report.state() : state;
		}
		return state;
	}

	private record State(@Nullable Integer leader, int epoch, Set<Integer> isr) {
	}

}
