package dev.failoverlab.lab.bench;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One line of a measurement: someone who does some work.
 *
 * @param work what is done, the same words for all that are compared
 * @param name who does it
 * @param topic where its records go, to be audited; null when it writes none
 * @param accounted whether the processor time that it takes is known to be its own, and
 * not that of other programs
 */
record Contender(String work, String name, @Nullable String topic, boolean accounted, Load load) {

	/** Work of about a given duration. */
	interface Load {

		Tally run(Duration time);

	}

}
