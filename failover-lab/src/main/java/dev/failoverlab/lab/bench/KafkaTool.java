package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.process.ChildProcess;

/**
 * Kafka's own measurements, each in a JVM of its own.
 *
 * @param folder where their output is written
 * @param brokers the brokers
 * @param closing ends a tool that runs when the measurement is ended
 */
record KafkaTool(Path folder, String brokers, CloseStack closing) {

	/** About what it does in a second: only the length of a round depends on it. */
	private static final int RECORDS_PER_SECOND = 40_000;

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private static final Pattern STEADY = Pattern
		.compile("(?m)^\\d+ steady state records sent, ([\\d.]+) records/sec .*");

	/**
	 * {@code kafka-producer-perf-test}; as many records again as are measured warm it up.
	 */
	Contender.Load producer(String topic) {
		return (time) -> {
			long records = time.toSeconds() * RECORDS_PER_SECOND;
			String output = run("ProducerPerformance", "--bootstrap-server", this.brokers, "--topic", topic,
					"--num-records", String.valueOf(2 * records), "--warmup-records", String.valueOf(records),
					"--record-size", String.valueOf(Emails.SIZE), "--throughput", "-1", "--command-property",
					"acks=all");
			return Tally.of(records, number(STEADY, output));
		};
	}

	static double number(Pattern pattern, String output) {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new LabException("Kafka's tool wrote no result:\n" + output);
		}
		return Double.parseDouble(matcher.group(1));
	}

	String run(String tool, String... arguments) {
		Path log = this.folder.resolve(tool + ".log");
		try {
			Files.deleteIfExists(log);
			ChildProcess child = ChildProcess.start(ProcessBackend.tool(tool, List.of(arguments)), this.folder,
					Map.of(), log);
			this.closing.add(child::kill);
			if (!child.waitFor(TIMEOUT)) {
				throw new LabException(tool + " did not end within " + TIMEOUT.toMinutes() + " min.");
			}
			return Files.readString(log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new LabException("The output of " + tool + " cannot be read: " + ex + ".", ex);
		}
	}

}
