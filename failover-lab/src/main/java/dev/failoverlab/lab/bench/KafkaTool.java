package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.process.ChildProcess;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Kafka's own measurements, each in a JVM of its own. The first half of what it measures
 * warms it up and does not count.
 *
 * @param folder where their output is written
 * @param brokers the brokers
 * @param closing ends a tool that runs when the measurement is ended
 */
record KafkaTool(Path folder, String brokers, CloseStack closing) {

	/** About what it sends in a second: only the length of a round depends on it. */
	private static final int SENT_PER_SECOND = 40_000;

	/** The same for a record that is sent and received before the next. */
	private static final int RECEIVED_PER_SECOND = 300;

	/** How often a topic is read. */
	private static final int READINGS = 6;

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private static final double MILLIS = 1000;

	private static final Pattern STEADY = Pattern
		.compile("(?m)^\\d+ steady state records sent, ([\\d.]+) records/sec .*");

	/** Records and, without the time that it took to join the group, milliseconds. */
	static final Pattern READING = Pattern
		.compile("(?m)^[^,]+, [^,]+, [\\d.]+, [\\d.]+, (\\d+), [\\d.]+, \\d+, (\\d+), [\\d.]+, [\\d.]+$");

	static final Pattern TIME = Pattern.compile("(?m)^" + Stopwatch.MARK + "(\\d+)$");

	/** {@code kafka-producer-perf-test}. */
	Contender.Load producer(String topic) {
		return producer(topic, ownClasses());
	}

	/**
	 * The same with more.
	 * @param more a folder or jar that is added to the class path
	 * @param settings of the producer, each {@code KEY=VALUE}
	 */
	Contender.Load producer(String topic, Path more, String... settings) {
		return (time) -> {
			long records = time.toSeconds() * SENT_PER_SECOND;
			Stream<String> arguments = Stream.of("--bootstrap-server", this.brokers, "--topic", topic, "--num-records",
					String.valueOf(2 * records), "--warmup-records", String.valueOf(records), "--record-size",
					String.valueOf(Emails.SIZE), "--throughput", "-1", "--command-property", "acks=all");
			String output = run(more, "org.apache.kafka.tools.ProducerPerformance",
					Stream.concat(arguments, Stream.of(settings)).toList());
			return Tally.of(records, Double.parseDouble(results(STEADY, output, 1).get(0).group(1)));
		};
	}

	/** {@code kafka-consumer-perf-test}, which reads a whole topic, several times. */
	Contender.Load consumer(String topic, long records) {
		return (time) -> {
			String output = run(WarmTool.class.getName(), String.valueOf(READINGS),
					"org.apache.kafka.tools.ConsumerPerformance", "--bootstrap-server", this.brokers, "--topic", topic,
					"--num-records", String.valueOf(records), "--timeout", String.valueOf(TIMEOUT.toMillis()));
			return readings(results(READING, output, READINGS));
		};
	}

	/** The records of the last reading, and the speed of all that count. */
	static Tally readings(List<MatchResult> results) {
		List<MatchResult> counted = secondHalf(results);
		long records = counted.stream().mapToLong((reading) -> Long.parseLong(reading.group(1))).sum();
		long millis = counted.stream().mapToLong((reading) -> Long.parseLong(reading.group(2))).sum();
		return Tally.of(Long.parseLong(counted.get(counted.size() - 1).group(1)), records * MILLIS / millis);
	}

	/** {@code kafka-e2e-latency}: one record after the other, each received. */
	Contender.Load endToEnd(String topic) {
		return (time) -> {
			int records = (int) time.toSeconds() * RECEIVED_PER_SECOND;
			String output = run("org.apache.kafka.tools.EndToEndLatency", "--bootstrap-server", this.brokers, "--topic",
					topic, "--num-records", String.valueOf(2 * records), "--producer-acks", "all", "--record-size",
					String.valueOf(Emails.SIZE), "--command-config", stopwatch().toString());
			return times(results(TIME, output, 2 * records));
		};
	}

	static Tally times(List<MatchResult> results) {
		Histogram micros = HttpLoad.histogram();
		Duration sum = Duration.ZERO;
		for (MatchResult result : secondHalf(results)) {
			Duration took = Duration.ofNanos(Long.parseLong(result.group(1)));
			sum = sum.plus(took);
			micros.recordValue(took.toNanos() / 1000);
		}
		return Tally.of(micros.getTotalCount(), 0, sum, micros);
	}

	private Path stopwatch() {
		Path file = this.folder.resolve("stopwatch.properties");
		try {
			return Files.writeString(file,
					ProducerConfig.INTERCEPTOR_CLASSES_CONFIG + "=" + Stopwatch.class.getName() + "\n");
		}
		catch (IOException ex) {
			throw new LabException("The file " + file + " cannot be written: " + ex + ".", ex);
		}
	}

	private static List<MatchResult> secondHalf(List<MatchResult> results) {
		return results.subList(results.size() / 2, results.size());
	}

	/**
	 * The results in the output of a tool.
	 * @throws LabException when there are not as many as there should be
	 */
	static List<MatchResult> results(Pattern pattern, String output, int count) {
		List<MatchResult> results = pattern.matcher(output).results().toList();
		if (results.size() != count) {
			throw new LabException("Kafka's tool wrote " + results.size() + " of " + count + " results:\n" + output);
		}
		return results;
	}

	private String run(String main, String... arguments) {
		return run(ownClasses(), main, List.of(arguments));
	}

	private String run(Path more, String main, List<String> arguments) {
		String name = main.substring(main.lastIndexOf('.') + 1);
		Path log = this.folder.resolve(name + ".log");
		try {
			Files.deleteIfExists(log);
			ChildProcess child = ChildProcess.start(ProcessBackend.tool(more, main, arguments), this.folder, Map.of(),
					log);
			this.closing.add(child::kill);
			if (!child.waitFor(TIMEOUT)) {
				throw new LabException(name + " did not end within " + TIMEOUT.toMinutes() + " min.");
			}
			return Files.readString(log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new LabException("The output of " + name + " cannot be read: " + ex + ".", ex);
		}
	}

	/** The jar or folder that has a class. */
	static Path jar(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Two classes alone: with the lab's jar, its libraries would come to the class path,
	 * and among them a second logging system.
	 */
	private Path ownClasses() {
		Path root = this.folder.resolve("classes");
		Stream.of(WarmTool.class, Stopwatch.class).forEach((type) -> copy(type, root));
		return root;
	}

	private static void copy(Class<?> type, Path root) {
		String name = type.getName().replace('.', '/') + ".class";
		Path file = root.resolve(name);
		try (InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
			Files.createDirectories(file.getParent());
			Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new LabException("The file " + file + " cannot be written: " + ex + ".", ex);
		}
	}

}
