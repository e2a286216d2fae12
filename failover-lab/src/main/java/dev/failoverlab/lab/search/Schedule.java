package dev.failoverlab.lab.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is done to a cluster, and when. What is not healed at the end is healed then.
 *
 * @param moves its steps, in order
 */
record Schedule(List<Move> moves) {

	/** Some emails must be acknowledged before the first fault. */
	private static final String FIRST = "2s";

	Schedule {
		moves = List.copyOf(moves);
	}

	/** The same without what heals nothing. */
	Schedule tidy() {
		List<Move> kept = new ArrayList<>();
		boolean faulty = false;
		for (Move move : this.moves) {
			if (faulty || !move.heals()) {
				kept.add(move);
				faulty = !move.healsAll();
			}
		}
		return new Schedule(kept);
	}

	long faults() {
		return this.moves.stream().filter((move) -> !move.heals()).count();
	}

	/** The keys of each step. */
	List<Map<String, String>> steps() {
		List<Map<String, String>> steps = new ArrayList<>();
		for (Move move : this.moves) {
			steps.add(move.keys(steps.isEmpty() ? FIRST : move.after()));
		}
		return steps;
	}

	/** In one line, without times. */
	@Override
	public String toString() {
		return this.moves.stream().map(Move::toString).collect(Collectors.joining(", "));
	}

}
