package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.lab.bench.Ratio.Side;

/**
 * Compares the consumer service with {@code ConsumerPerformance}. Both read the same
 * topic from its beginning, which is filled before.
 */
public record ConsumerBench() implements Comparison {

	/** So many that the service needs about twice the length of a round for them. */
	private static final long RECORDS_PER_SECOND = 100_000;

	private static final Work READING = Work.of("reading a topic");

	private static final String SERVICE = "consumer service";

	private static final String KAFKA = "ConsumerPerformance";

	@Override
	public String name() {
		return "consumer";
	}

	@Override
	public List<Contender> contenders(BenchCluster cluster, Duration time) {
		String topic = cluster.topic();
		long records = time.toSeconds() * RECORDS_PER_SECOND;
		try (Filling filling = cluster.closeWithIt(new Filling(cluster.brokers()))) {
			filling.fill(topic, records);
		}
		return List.of(Who.reader(SERVICE, topic).does(READING, new ServiceReading(cluster, topic, records)),
				Who.reader(KAFKA, topic).does(READING, cluster.tools().consumer(topic, records)));
	}

	@Override
	public Stream<Ratio> ratios(List<Figure> figures) {
		return Ratio.atLeast(0.6, figures, new Side(READING, SERVICE), new Side(READING, KAFKA)).stream();
	}

}
