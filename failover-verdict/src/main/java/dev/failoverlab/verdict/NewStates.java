package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which reports are news. Several nodes report the same changes of one thing, each
 * in order but at its own time; a slow node that passes through a state that another was
 * in before is no news, while a state that comes again is.
 *
 * @param <S> the states, compared by {@code equals}
 */
public final class NewStates<S> {

	private final List<S> known = new ArrayList<>();

	/** How far each reporter has come in the known states. */
	private final Map<Integer, Integer> places = new HashMap<>();

	/**
	 * Takes a report.
	 * @param reporter who reports
	 * @param state what it reports
	 * @return whether it is news
	 */
	public boolean isNews(int reporter, S state) {
		for (int place = this.places.getOrDefault(reporter, 0); place < this.known.size(); place++) {
			if (this.known.get(place).equals(state)) {
				this.places.put(reporter, place);
				return false;
			}
		}
		this.places.put(reporter, this.known.size());
		this.known.add(state);
		return true;
	}

	/** The newest state that any node has reported. */
	public Optional<S> latest() {
		return this.known.isEmpty() ? Optional.empty() : Optional.of(this.known.get(this.known.size() - 1));
	}

}
