package dev.failoverlab.lab.bench;

import java.time.Duration;

/** One line of a measurement: someone who does some work. */
record Contender(Who who, Work work, Load load) {

	/** Work of about a given duration. */
	interface Load {

		Tally run(Duration time);

		/** Ends what it started, after its processor time was read. */
		default void finish() {
		}

	}

	@Override
	public String toString() {
		return this.work.text() + ", " + this.who.name();
	}

}
