package dev.failoverlab.lab.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.scenario.SearchSpace.Choice;

/**
 * Makes a schedule that fails as short and as simple as it can be and still fail: first
 * fewer steps, by delta debugging (Zeller and Hildebrandt, 2002), then fewer nodes at
 * once, then simpler targets, faults and times, where simpler is what comes earlier in
 * the file of the search.
 *
 * @param fails whether a schedule fails; it is asked about none that too many nodes would
 * be down in
 */
record Shrinking(SearchSpace space, Minority minority, Predicate<Schedule> fails) {

	Schedule shortest(Schedule failing) {
		Schedule best = failing.tidy();
		Schedule before;
		do {
			before = best;
			best = simplest(fewest(best));
		}
		while (!best.equals(before));
		return best;
	}

	private Schedule fewest(Schedule failing) {
		Schedule best = failing;
		int parts = 2;
		while (true) {
			Schedule whole = best;
			int size = whole.moves().size();
			int part = Math.max(1, size / parts);
			Optional<Schedule> fewer = first(IntStream.iterate(0, (from) -> from < size, (from) -> from + part)
				.mapToObj((from) -> without(whole, from, Math.min(size, from + part))));
			if (fewer.isPresent()) {
				best = fewer.get();
				parts = Math.max(2, parts - 1);
			}
			else if (part == 1) {
				return best;
			}
			else {
				parts = 2 * parts;
			}
		}
	}

	private static Schedule without(Schedule schedule, int from, int to) {
		List<Move> moves = new ArrayList<>(schedule.moves());
		moves.subList(from, to).clear();
		return new Schedule(moves).tidy();
	}

	private Schedule simplest(Schedule failing) {
		Schedule best = failing;
		for (int i = 0; i < failing.moves().size(); i++) {
			int place = i;
			List<Function<Move, Stream<Move>>> ways = List.of(this::targets, this::faults, this::pauses);
			for (Function<Move, Stream<Move>> simpler : ways) {
				Schedule before = best;
				best = first(simpler.apply(before.moves().get(place)).map((move) -> with(before, place, move)))
					.orElse(before);
			}
		}
		return best;
	}

	private static Schedule with(Schedule schedule, int place, Move move) {
		List<Move> moves = new ArrayList<>(schedule.moves());
		moves.set(place, move);
		return new Schedule(moves);
	}

	private Optional<Schedule> first(Stream<Schedule> candidates) {
		return candidates.filter((each) -> each.faults() > 0 && this.minority.permits(each.moves()))
			.filter(this.fails)
			.findFirst();
	}

	private Stream<Move> targets(Move move) {
		if (move.target().isEmpty() || move.heals()) {
			return Stream.empty();
		}
		return this.space.targets()
			.stream()
			.map(Choice::keys)
			.sorted(Comparator.comparing((target) -> this.minority.size(Move.inflict("", move.fault(), target))))
			.takeWhile((target) -> !target.equals(move.target()))
			.map((target) -> Move.inflict(move.after(), move.fault(), target));
	}

	private Stream<Move> faults(Move move) {
		return move.heals() ? Stream.empty()
				: this.space.faults()
					.stream()
					.map(Choice::keys)
					.takeWhile((fault) -> !fault.equals(move.fault()))
					.filter((fault) -> SearchSpace.hasTarget(fault) == move.target().isEmpty())
					.filter((fault) -> move.target().isEmpty() || this.space.allows(fault, move.target()))
					.map((fault) -> Move.inflict(move.after(), fault, move.target()));
	}

	private Stream<Move> pauses(Move move) {
		return this.space.pauses()
			.stream()
			.takeWhile((pause) -> !pause.equals(move.after()))
			.map((pause) -> new Move(pause, move.fault(), move.target()));
	}

}
