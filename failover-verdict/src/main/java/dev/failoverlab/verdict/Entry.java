package dev.failoverlab.verdict;

import dev.failoverlab.history.Event;

/**
 * An event, and where the history has it.
 *
 * @param line the line, from 1
 * @param event the event
 * @param <E> its kind
 */
record Entry<E extends Event>(long line, E event) {

	long t() {
		return this.event.t();
	}

}
