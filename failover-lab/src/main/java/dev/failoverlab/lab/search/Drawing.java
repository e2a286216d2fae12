package dev.failoverlab.lab.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.scenario.SearchSpace.Choice;

/** Draws schedules at random: the same seed draws the same. */
final class Drawing {

	private static final int ATTEMPTS = 1_000;

	private final SearchSpace space;

	private final Minority minority;

	private final SplittableRandom random;

	Drawing(SearchSpace space, Minority minority, long seed) {
		this.space = space;
		this.minority = minority;
		this.random = new SplittableRandom(seed);
	}

	/** Schedules with this many faults together, or a few more. */
	List<Schedule> withFaults(long faults) {
		List<Schedule> drawn = new ArrayList<>();
		for (long left = faults; left > 0; left -= drawn.get(drawn.size() - 1).faults()) {
			drawn.add(schedule());
		}
		return drawn;
	}

	/** Two steps or more, of which the last heals all. */
	Schedule schedule() {
		int length = 1 + this.random.nextInt(this.space.steps() - 1);
		List<Move> moves = new ArrayList<>();
		while (moves.size() < length) {
			moves.add(next(moves));
		}
		if (!moves.get(length - 1).healsAll()) {
			moves.add(Move.heal(pause()));
		}
		return new Schedule(moves);
	}

	private Move next(List<Move> before) {
		boolean down = this.minority.down(before).orElse(0) > 0;
		if (down && this.random.nextBoolean()) {
			return healing(before);
		}
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Move fault = inflicting();
			if (this.minority.permits(and(before, fault)) && this.space.allows(fault.fault(), fault.target())) {
				return fault;
			}
			if (down) {
				return healing(before);
			}
		}
		throw new UsageException("No fault of the search can be drawn: each needs more than " + this.minority.most()
				+ " nodes at a time. --down allows more.");
	}

	private Move inflicting() {
		Map<String, String> fault = weighted(this.space.faults()).keys();
		return Move.inflict(pause(), fault,
				SearchSpace.hasTarget(fault) ? Map.of() : weighted(this.space.targets()).keys());
	}

	/** Of several nodes that are down, one is healed now and then. */
	private Move healing(List<Move> before) {
		List<Move> one = before.stream()
			.filter((move) -> !move.heals())
			.map((move) -> Move.heal(pause(), move.object()))
			.filter((move) -> this.minority.permits(and(before, move)))
			.toList();
		return (one.size() > 1 && this.random.nextBoolean()) ? one.get(this.random.nextInt(one.size()))
				: Move.heal(pause());
	}

	private static List<Move> and(List<Move> before, Move last) {
		return Stream.concat(before.stream(), Stream.of(last)).toList();
	}

	private String pause() {
		return this.space.pauses().get(this.random.nextInt(this.space.pauses().size()));
	}

	private Choice weighted(List<Choice> choices) {
		int left = this.random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
		for (Choice choice : choices) {
			left -= choice.weight();
			if (left < 0) {
				return choice;
			}
		}
		throw new IllegalStateException("No choice has the weight " + left + ".");
	}

}
