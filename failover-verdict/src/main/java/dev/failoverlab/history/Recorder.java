package dev.failoverlab.history;

import java.util.function.LongFunction;

/**
 * The one place where things that happen become history: stamps each event with the run's
 * clock, in order, and hands it on.
 */
@FunctionalInterface
public interface Recorder {

	/**
	 * Appends an event that happens now. Never blocks on the file. Safe for use by
	 * several threads.
	 * @param event makes the event from its time, in nanoseconds since the run began;
	 * runs under the recorder's lock, so it only makes the event
	 * @throws HistoryException when the file could not be written, or not fast enough: a
	 * history with a hole would be worse than none
	 */
	void record(LongFunction<Event> event);

	/** Appends a sentence. */
	default void note(String text) {
		record((t) -> new Event.Note(t, text));
	}

	/**
	 * Appends the beginning of a phase.
	 * @param name a constant of {@link Event.Phase}
	 */
	default void phase(String name) {
		record((t) -> new Event.Phase(t, name));
	}

}
