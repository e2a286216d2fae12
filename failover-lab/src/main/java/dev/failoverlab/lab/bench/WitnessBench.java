package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.bench.Ratio.Side;
import dev.failoverlab.witness.ProducerWitness;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Compares a producer with the witness of {@code kafka-witness} and without it: Kafka's
 * {@code ProducerPerformance}, as fast as it goes, on one class path.
 */
public final class WitnessBench implements Comparison {

	private static final Work WORK = Work.of("ProducerPerformance");

	private static final String WITH = "with the witness";

	private static final String WITHOUT = "without";

	/** The witness is to cost less than 5 %. */
	private static final double GOAL = 0.95;

	@Override
	public String name() {
		return "witness";
	}

	@Override
	public List<Contender> contenders(BenchCluster cluster, Duration time) {
		Path file = cluster.tools().folder().resolve("witness.ndjson");
		return List.of(contender(WITHOUT, cluster, file),
				contender(WITH, cluster, file,
						ProducerConfig.INTERCEPTOR_CLASSES_CONFIG + "=" + ProducerWitness.class.getName(),
						Witness.FILE + "=" + file));
	}

	@Override
	public Stream<Ratio> ratios(List<Figure> figures) {
		return Ratio.atLeast(GOAL, figures, new Side(WORK, WITH), new Side(WORK, WITHOUT)).stream();
	}

	private static Contender contender(String name, BenchCluster cluster, Path file, String... settings) {
		String topic = cluster.topic();
		Contender.Load load = cluster.tools().producer(topic, KafkaTool.jar(ProducerWitness.class), settings);
		return Who.writer(name, topic).does(WORK, (time) -> {
			delete(file);
			return load.run(time);
		});
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new LabException("Cannot remove " + file + ": " + ex + ".", ex);
		}
	}

}
