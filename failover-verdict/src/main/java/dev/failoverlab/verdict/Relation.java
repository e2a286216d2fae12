package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Figure.Range;

/** How a figure is compared. What is known only as a range must hold for all of it. */
enum Relation {

	/** Lower or the same. */
	AT_MOST("<=") {
		@Override
		boolean holds(Range left, Range right) {
			return left.atMost() <= right.atLeast();
		}
	},

	/** Higher or the same. */
	AT_LEAST(">=") {
		@Override
		boolean holds(Range left, Range right) {
			return left.atLeast() >= right.atMost();
		}
	},

	/** Not the same. */
	DIFFERENT("!=") {
		@Override
		boolean holds(Range left, Range right) {
			return LESS.holds(left, right) || MORE.holds(left, right);
		}
	},

	/** The same. */
	EQUAL("=") {
		@Override
		boolean holds(Range left, Range right) {
			return AT_MOST.holds(left, right) && AT_LEAST.holds(left, right);
		}
	},

	/** Lower. */
	LESS("<") {
		@Override
		boolean holds(Range left, Range right) {
			return left.atMost() < right.atLeast();
		}
	},

	/** Higher. */
	MORE(">") {
		@Override
		boolean holds(Range left, Range right) {
			return left.atLeast() > right.atMost();
		}
	};

	private final String sign;

	Relation(String sign) {
		this.sign = sign;
	}

	abstract boolean holds(Range left, Range right);

	/**
	 * Whether it sets a limit upwards, and a value is beyond it whatever else is true.
	 */
	boolean isExceeded(Range left, Range right) {
		return switch (this) {
			case AT_MOST, EQUAL -> left.atLeast() > right.atMost();
			case LESS -> left.atLeast() >= right.atMost();
			case AT_LEAST, DIFFERENT, MORE -> false;
		};
	}

	static Relation of(String sign) {
		for (Relation relation : values()) {
			if (relation.sign.equals(sign)) {
				return relation;
			}
		}
		throw new IllegalArgumentException("There is no relation " + sign);
	}

}
