package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.clients.Told;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Progress;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What sends and receives in a run. */
interface Traffic {

	/**
	 * Starts it all and waits until it can be used; what is received becomes history from
	 * then on.
	 */
	void start();

	/** Waits until all partitions are read, and every member of the group reads some. */
	default void awaitReaders(Scenario scenario, Progress progress, Duration atMost) {
		progress.awaitReaders(scenario.setup().members(), atMost);
	}

	/**
	 * Waits until all that is in the log is handled.
	 * @param last the offset of the last record of each partition that has one
	 */
	default void awaitHandled(Map<Integer, Long> last, Progress progress, Duration atMost) {
		progress.awaitHandled(last, atMost);
	}

	/**
	 * Waits until it is in full swing.
	 * @param ids what the ids of the emails begin with
	 * @return what was done, as a sentence
	 */
	String warmUp(Scenario scenario, String ids, Progress progress);

	/**
	 * Begins what counts.
	 * @param ids what the ids of the emails begin with
	 * @return ends it
	 */
	Runnable load(Scenario scenario, String ids, Recorder recorder, CloseStack closing);

	/** Waits until every send has an outcome. */
	default void awaitCompletions(Progress progress, Duration atMost) {
		progress.awaitCompletions(atMost);
	}

	/** Where a record of the log is, and the id of its send if it is of this traffic. */
	Event.Position position(ConsumerRecord<String, String> message);

	/** What becomes history only at the end of the run. */
	default Optional<Told> told() {
		return Optional.empty();
	}

	/**
	 * Takes a service down and starts it again; returns when it can be used again.
	 * @param service {@code producer} or {@code consumer}
	 * @param with {@code stop} (SIGTERM) or {@code kill} (SIGKILL)
	 * @param down called once it is certainly down
	 * @throws LabException when it does not end, or cannot be used again, in time
	 */
	void restart(String service, String with, Runnable down);

}
