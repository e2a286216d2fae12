package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Leaders;
import org.jspecify.annotations.Nullable;

/**
 * Who led when. <em>Before</em>: when the first fault was asked for; without one, when
 * healing began. <em>After</em>: when healing began, which is phase {@code heal} or the
 * end of the first fault, whichever came first; of several faults each has its row: when
 * it was over, healing began or the next was asked for, whichever came first.
 * <em>Recovered</em>: when every ISR had become whole after the first of these, the last
 * time before phase {@code read}. <em>Rebalanced</em>: at phase {@code read}. A moment
 * that never came knows no leaders.
 */
record LeaderTable(Timeline timeline, int partitions) {

	List<Leaders> rows() {
		Long healed = this.timeline.healed();
		Long asked = this.timeline.firstAsked();
		Long read = this.timeline.phase(Event.Phase.READ);
		List<Leaders> rows = new ArrayList<>();
		rows.add(new Leaders("before", leaders((asked != null) ? asked : healed)));
		rows.addAll(after(healed));
		rows.add(new Leaders("recovered", leaders(recovered(healed, read))));
		rows.add(new Leaders("rebalanced", leaders(read)));
		return rows;
	}

	private List<Leaders> after(@Nullable Long healed) {
		List<FaultPeriod> faults = this.timeline.faults().stream().filter(FaultPeriod::hasBegun).toList();
		if (faults.size() < 2) {
			return List.of(new Leaders("after", leaders(healed)));
		}
		return IntStream.range(0, faults.size()).mapToObj((each) -> {
			long next = (each + 1 < faults.size()) ? faults.get(each + 1).since() : Long.MAX_VALUE;
			long over = Math.min(next, this.timeline.healed(faults.get(each)));
			return new Leaders("after the " + faults.get(each).description(),
					leaders((over < Long.MAX_VALUE) ? over : null));
		}).toList();
	}

	/**
	 * The leaders at the end: at phase {@code read} or, without one, at the last event.
	 */
	Map<Integer, @Nullable Integer> last() {
		return leaders(atTheEnd());
	}

	/** Whether every ISR was whole at the end. */
	boolean endsWhole() {
		return view(atTheEnd()).isWhole();
	}

	private long atTheEnd() {
		Long read = this.timeline.phase(Event.Phase.READ);
		return (read != null) ? read : this.timeline.end();
	}

	private Map<Integer, @Nullable Integer> leaders(@Nullable Long t) {
		long at = (t != null) ? t : Long.MIN_VALUE;
		return view(at).leaders(this.timeline, at);
	}

	private View view(long t) {
		View view = new View(this.partitions);
		this.timeline.reports()
			.stream()
			.filter((report) -> report.t() <= t)
			.forEach((report) -> view.take(report.event()));
		return view;
	}

	private @Nullable Long recovered(@Nullable Long healed, @Nullable Long read) {
		if (healed == null) {
			return null;
		}
		View view = view(healed);
		boolean whole = view.isWhole();
		Long recovered = whole ? healed : null;
		for (Entry<Event.Partition> report : this.timeline.reports()) {
			if (report.t() > healed && (read == null || report.t() <= read)) {
				view.take(report.event());
				recovered = view.isWhole() ? (whole ? recovered : Long.valueOf(report.t())) : null;
				whole = view.isWhole();
			}
		}
		return recovered;
	}

}
