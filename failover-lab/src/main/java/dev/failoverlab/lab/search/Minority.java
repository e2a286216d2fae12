package dev.failoverlab.lab.search;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;

/**
 * How many nodes may have a fault at the same time. A node that was healed counts until
 * all are back.
 *
 * @param nodes all nodes
 * @param most how many of them
 */
record Minority(int nodes, int most) {

	private static final String NODE = "node ";

	/** The most that are less than half. */
	static Minority of(int nodes) {
		return new Minority(nodes, (nodes - 1) / 2);
	}

	boolean permits(List<Move> moves) {
		return down(moves).isPresent();
	}

	/**
	 * How many nodes are down at the end.
	 * @return empty when too many were at any time, or when a step hits a node that is
	 * down already or heals one that is not
	 */
	OptionalInt down(List<Move> moves) {
		Set<String> hit = new HashSet<>();
		int down = 0;
		for (Move move : moves) {
			if (move.healsAll()) {
				hit.clear();
				down = 0;
				continue;
			}
			int now = down + size(move);
			if (now > this.most || hit.contains(move.object()) != move.heals()) {
				return OptionalInt.empty();
			}
			if (lasts(move)) {
				down = now;
				hit.addAll(move.object().startsWith(NODE) ? Set.of(move.object()) : Set.of());
			}
		}
		return OptionalInt.of(down);
	}

	/** How many nodes it hits at the same time, whichever they will be. */
	int size(Move move) {
		if (move.heals() || !(fault(move) instanceof NodeFault fault)) {
			return 0;
		}
		return fault.isOneByOne() ? 1 : size(move.object());
	}

	/** How many nodes a target means. */
	int size(String target) {
		return switch (Target.parse(target, "").kind()) {
			case MINORITY -> Math.max(1, (this.nodes - 1) / 2);
			case MAJORITY -> this.nodes / 2 + 1;
			case ALL -> this.nodes;
			default -> 1;
		};
	}

	private static boolean lasts(Move move) {
		return !move.heals() && fault(move) instanceof NodeFault fault && fault.healing().lasts();
	}

	private static Fault fault(Move move) {
		String word = String.valueOf(move.fault().get("fault"));
		return Faults.find(word).orElseThrow(() -> new IllegalArgumentException("There is no fault \"" + word + "\"."));
	}

}
