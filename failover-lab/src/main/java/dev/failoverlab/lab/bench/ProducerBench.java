package dev.failoverlab.lab.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.lab.bench.Ratio.Side;
import org.jspecify.annotations.Nullable;

/**
 * Compares the producer service with an endpoint that does nothing, with a producer that
 * has one record in flight, with {@code ProducerPerformance}, and with another bridge.
 *
 * @param peer another bridge to the cluster, which is then on Kafka's fixed ports
 * @param variants one service for each
 */
public record ProducerBench(@Nullable Peer peer, List<Variant> variants) implements Comparison {

	private static final int BATCH = 100;

	private static final int BATCH_CONNECTIONS = 8;

	private static final List<Integer> CONNECTIONS = List.of(1, 32, 256);

	private static final List<Integer> RATES = List.of(400, 1000);

	private static final Work FEW = Work.connections(CONNECTIONS.get(1));

	private static final Work MANY = Work.connections(CONNECTIONS.get(2));

	private static final Work SLOW = Work.rate(RATES.get(0));

	private static final Work BATCHES = Work.of(BATCH + " a request, " + BATCH_CONNECTIONS + " connections");

	private static final Work STREAM = Work.of("one stream");

	private static final Work NO_HTTP = Work.of("no HTTP");

	private static final String NOTHING = "endpoint that does nothing";

	private static final String ONE_IN_FLIGHT = "one record in flight";

	private static final String KAFKA = "ProducerPerformance";

	private static final String PEER = "peer";

	@Override
	public String name() {
		return "producer";
	}

	@Override
	public @Nullable Long foreignProcess() {
		return (this.peer != null) ? this.peer.pid() : null;
	}

	@Override
	public List<Contender> contenders(BenchCluster cluster, Duration time) {
		HttpLoad http = cluster.closeWithIt(new HttpLoad());
		List<Contender> all = new ArrayList<>(
				singles(Who.withoutTopic(NOTHING), http, Requests.single(cluster.doNothing())));
		all.addAll(oneInFlight(cluster, cluster.topic()));
		String topic = cluster.topic();
		all.add(Who.writer(KAFKA, topic).does(NO_HTTP, cluster.tools().producer(topic)));
		this.variants.forEach((variant) -> all.addAll(service(cluster, variant, http, cluster.topic())));
		if (this.peer != null) {
			all.addAll(peer(this.peer, http, cluster.topic()));
		}
		return all;
	}

	private static List<Contender> oneInFlight(BenchCluster cluster, String topic) {
		OneInFlight one = cluster.closeWithIt(new OneInFlight(cluster.brokers(), topic));
		Who who = Who.writer(ONE_IN_FLIGHT, topic);
		return List.of(who.does(Work.connections(1), one.load(0)), who.does(SLOW, one.load(SLOW.perSecond())));
	}

	private static List<Contender> service(BenchCluster cluster, Variant variant, HttpLoad http, String topic) {
		URI service = cluster.producerService(variant, topic);
		Who who = Who.writer(variant.name(), topic);
		List<Contender> all = new ArrayList<>(singles(who, http, Requests.single(service)));
		Requests batch = Requests.batch(service, BATCH);
		all.add(who.does(BATCHES, http.closed(batch, BATCH_CONNECTIONS)));
		all.add(who.does(STREAM, http.stream(batch)));
		return all;
	}

	private static List<Contender> peer(Peer peer, HttpLoad http, String topic) {
		Who who = new Who(PEER, topic, false, peer.pid() != null);
		List<Contender> all = new ArrayList<>(singles(who, http, Requests.bridge(peer.uri(), topic, 1)));
		all.add(who.does(BATCHES, http.closed(Requests.bridge(peer.uri(), topic, BATCH), BATCH_CONNECTIONS)));
		return all;
	}

	/** At several numbers of connections, and at several rates. */
	private static List<Contender> singles(Who who, HttpLoad http, Requests requests) {
		return Stream.concat(
				CONNECTIONS.stream().map((count) -> who.does(Work.connections(count), http.closed(requests, count))),
				RATES.stream().map((rate) -> who.does(Work.rate(rate), http.open(requests, rate))))
			.toList();
	}

	@Override
	public Stream<Ratio> ratios(List<Figure> figures) {
		return this.variants.stream().map(Variant::name).flatMap((service) -> ratios(figures, service));
	}

	private static Stream<Ratio> ratios(List<Figure> figures, String service) {
		Side kafka = new Side(NO_HTTP, KAFKA);
		Side batches = new Side(BATCHES, service);
		return Stream
			.of(Ratio.atLeast(0.2, figures, new Side(FEW, service), new Side(FEW, NOTHING)),
					Ratio.atLeast(0.4, figures, new Side(MANY, service), new Side(MANY, NOTHING)),
					Ratio.atLeast(4, figures, new Side(FEW, service), new Side(FEW, PEER)),
					Ratio.atLeast(9, figures, new Side(MANY, service), new Side(MANY, PEER)),
					Ratio.atLeast(12, figures, batches, new Side(BATCHES, PEER)),
					Ratio.atLeast(0.8, figures, batches, kafka),
					Ratio.atLeast(0.8, figures, new Side(STREAM, service), kafka),
					Ratio.atMost(1.3, figures, new Side(SLOW, service), new Side(SLOW, ONE_IN_FLIGHT)))
			.flatMap(Optional::stream);
	}

}
