package dev.failoverlab.verdict;

import java.util.Arrays;

import dev.failoverlab.verdict.Figure.Range;

/** How a figure is compared. What is known only as a range must hold for all of it. */
enum Relation {

	/** Lower or the same. */
	AT_MOST("<="),

	/** Higher or the same. */
	AT_LEAST(">="),

	/** Not the same. */
	DIFFERENT("!="),

	/** The same. */
	EQUAL("="),

	/** Lower. */
	LESS("<"),

	/** Higher. */
	MORE(">");

	private final String sign;

	Relation(String sign) {
		this.sign = sign;
	}

	boolean holds(Range left, Range right) {
		return switch (this) {
			case AT_MOST -> left.atMost() <= right.atLeast();
			case AT_LEAST -> left.atLeast() >= right.atMost();
			case DIFFERENT -> LESS.holds(left, right) || MORE.holds(left, right);
			case EQUAL -> AT_MOST.holds(left, right) && AT_LEAST.holds(left, right);
			case LESS -> left.atMost() < right.atLeast();
			case MORE -> left.atLeast() > right.atMost();
		};
	}

	/**
	 * Whether it sets a limit upwards, and a value is beyond it whatever else is true.
	 */
	boolean isExceeded(Range left, Range right) {
		return switch (this) {
			case AT_MOST, EQUAL -> MORE.holds(left, right);
			case LESS -> AT_LEAST.holds(left, right);
			case AT_LEAST, DIFFERENT, MORE -> false;
		};
	}

	static Relation of(String sign) {
		return Arrays.stream(values()).filter((relation) -> relation.sign.equals(sign)).findFirst().orElseThrow();
	}

}
