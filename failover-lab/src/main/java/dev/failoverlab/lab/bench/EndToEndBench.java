package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.lab.bench.Ratio.Side;

/**
 * Compares the way of an email through both services, from the moment at which it should
 * be sent over HTTP until it is handled, with {@code EndToEndLatency}.
 *
 * @param variants one producer service for each
 */
public record EndToEndBench(List<Variant> variants) implements Comparison {

	private static final Work STEADY = new Work("end to end, 400/s", 400);

	private static final Work ONE = Work.of("end to end, one record after the other");

	private static final String KAFKA = "EndToEndLatency";

	@Override
	public String name() {
		return "end-to-end";
	}

	@Override
	public List<Contender> contenders(BenchCluster cluster, Duration time) {
		HttpLoad http = cluster.closeWithIt(new HttpLoad());
		String tools = cluster.topic();
		List<Contender> all = new ArrayList<>(
				List.of(Who.writer(KAFKA, tools).does(ONE, cluster.tools().endToEnd(tools))));
		for (Variant variant : this.variants) {
			String topic = cluster.topic();
			all.add(Who.writer(variant.name(), topic)
				.does(STEADY, new ServicesLoad(http, cluster.producerService(variant, topic),
						cluster.consumerService(topic, topic).address(), STEADY.perSecond())));
		}
		return all;
	}

	@Override
	public Stream<Ratio> ratios(List<Figure> figures) {
		return this.variants.stream()
			.map((variant) -> Ratio.atMost(1.5, figures, new Side(STEADY, variant.name()), new Side(ONE, KAFKA)))
			.flatMap(Optional::stream);
	}

}
