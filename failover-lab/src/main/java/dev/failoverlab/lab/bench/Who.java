package dev.failoverlab.lab.bench;

import org.jspecify.annotations.Nullable;

/**
 * Someone who works in a measurement.
 *
 * @param topic the topic with its records, to be audited; null when there is none
 * @param reads whether it reads the whole topic, and does not write to it
 * @param accounted whether the processor time that it takes is known to be its own, and
 * not that of other programs
 */
record Who(String name, @Nullable String topic, boolean reads, boolean accounted) {

	static Who withoutTopic(String name) {
		return new Who(name, null, false, true);
	}

	static Who writer(String name, String topic) {
		return new Who(name, topic, false, true);
	}

	static Who reader(String name, String topic) {
		return new Who(name, topic, true, true);
	}

	Contender does(Work work, Contender.Load load) {
		return new Contender(this, work, load);
	}

	/**
	 * Whether the log has what it should have.
	 * @param done records that were acknowledged or handled
	 * @param inLog records that were appended, or that a reader had to handle
	 */
	boolean isWhole(long done, long inLog) {
		return this.reads ? inLog == done : inLog >= done;
	}

}
