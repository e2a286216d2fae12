package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.function.BiFunction;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.LoadGenerator;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.Progress;

/**
 * Cold code is slow, which is no outage: so the first emails are not counted. They go the
 * whole way all the same, and without any acknowledgement there is nothing to run.
 */
final class WarmUp {

	/** What the ids of its emails begin with. */
	static final String PREFIX = "warm-up-";

	private static final Duration LENGTH = Duration.ofSeconds(3);

	private static final Duration ANSWERING = Duration.ofSeconds(150);

	private WarmUp() {
	}

	/**
	 * Sends for a while, and waits until every send has an outcome.
	 * @param ids what the ids have after {@link #PREFIX}, if other runs share the log
	 * @return what was done, as a sentence
	 */
	static String play(Scenario scenario, String ids, BiFunction<Integer, Recorder, Sender> senders,
			Progress progress) {
		int partitions = scenario.topic().partitions();
		Progress apart = new Progress(partitions);
		Recorder recorder = (event) -> apart.accept(event.apply(0));
		try (LoadGenerator load = new LoadGenerator(scenario.load(), PREFIX + ids, partitions,
				(partition) -> senders.apply(partition, recorder))) {
			load.start();
			progress.pause(LENGTH);
			load.stop();
			apart.awaitCompletions(ANSWERING);
		}
		apart.checkAcknowledged();
		return "Warmed up: emails whose ids begin with " + PREFIX.substring(0, PREFIX.length() - 1)
				+ " are not counted.";
	}

}
