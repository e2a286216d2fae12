package dev.failoverlab.lab.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.bench.Ratio.Side;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Compares the producer service with an endpoint that does nothing, with a producer that
 * has one record in flight, with {@code ProducerPerformance}, and with another bridge.
 *
 * @param peer another bridge to the cluster, which is then on Kafka's fixed ports
 * @param variants settings of the producer, one service for each
 * @param rounds how many rounds count
 * @param time how long each contender works in each round
 * @param progress called with a message for each step
 */
public record ProducerBench(@Nullable Peer peer, List<Map<String, String>> variants, int rounds, Duration time,
		Consumer<String> progress) {

	private static final List<Integer> CONNECTIONS = List.of(1, 32, 256);

	private static final List<Integer> RATES = List.of(400, 1000);

	private static final int BATCH = 100;

	private static final int BATCH_CONNECTIONS = 8;

	private static final String NOTHING = "endpoint that does nothing";

	private static final String ONE_IN_FLIGHT = "one record in flight";

	private static final String KAFKA = "ProducerPerformance";

	private static final String PEER = "peer";

	private static final String BATCHES = BATCH + " records a request, " + BATCH_CONNECTIONS + " connections";

	private static final String STREAM = "one stream";

	private static final String NO_HTTP = "no HTTP";

	/** Measures; the cluster was not started yet. */
	public Report measure(BenchCluster cluster) {
		Instant start = Instant.now();
		this.progress.accept("starting three nodes");
		Admin admin = cluster.start();
		List<Contender> contenders = contenders(cluster, admin);
		Long peerPid = (this.peer != null) ? this.peer.pid() : null;
		List<Figure> figures = new Rounds(this.time, (topic) -> BenchCluster.records(admin, topic),
				() -> ProcessorTime.now(peerPid), this.progress)
			.play(contenders, this.rounds);
		return Report.of("producer", start, this.time.toSeconds(), figures,
				this.variants.stream().map(ProducerBench::name).flatMap((service) -> ratios(figures, service)));
	}

	private List<Contender> contenders(BenchCluster cluster, Admin admin) {
		this.progress.accept("starting services");
		HttpLoad http = cluster.closeWithIt(new HttpLoad());
		List<Contender> all = new ArrayList<>(singles(NOTHING, null, true, http, Requests.single(cluster.doNothing())));
		String topic = cluster.topic(admin, "bench.one");
		OneInFlight one = cluster.closeWithIt(new OneInFlight(cluster.brokers(), topic));
		all.add(new Contender(connections(1), ONE_IN_FLIGHT, topic, true, one.load(0)));
		all.add(new Contender(rate(RATES.get(0)), ONE_IN_FLIGHT, topic, true, one.load(RATES.get(0))));
		String perf = cluster.topic(admin, "bench.perf");
		all.add(new Contender(NO_HTTP, KAFKA, perf, true, cluster.tools().producer(perf)));
		for (int i = 0; i < this.variants.size(); i++) {
			all.addAll(service(cluster, http, this.variants.get(i), "bench.service-" + i));
		}
		if (this.peer != null) {
			all.addAll(peer(this.peer, http, cluster.topic(admin, "bench.peer")));
		}
		return all;
	}

	private static List<Contender> service(BenchCluster cluster, HttpLoad http, Map<String, String> settings,
			String topic) {
		URI service = cluster.service("producer-service", topic, Stream
			.concat(Stream.of("--producer.topic.name=" + topic),
					settings.entrySet()
						.stream()
						.map((each) -> "--spring.kafka.producer.properties." + each.getKey() + "=" + each.getValue()))
			.toList());
		List<Contender> all = new ArrayList<>(singles(name(settings), topic, true, http, Requests.single(service)));
		Requests batch = Requests.batch(service, BATCH);
		all.add(new Contender(BATCHES, name(settings), topic, true, http.closed(batch, BATCH_CONNECTIONS)));
		all.add(new Contender(STREAM, name(settings), topic, true, http.stream(batch)));
		return all;
	}

	private static List<Contender> peer(Peer peer, HttpLoad http, String topic) {
		boolean accounted = peer.pid() != null;
		List<Contender> all = new ArrayList<>(
				singles(PEER, topic, accounted, http, Requests.bridge(peer.uri(), topic, 1)));
		all.add(new Contender(BATCHES, PEER, topic, accounted,
				http.closed(Requests.bridge(peer.uri(), topic, BATCH), BATCH_CONNECTIONS)));
		return all;
	}

	/** At several numbers of connections, and at several rates. */
	private static List<Contender> singles(String name, @Nullable String topic, boolean accounted, HttpLoad http,
			Requests requests) {
		return Stream
			.concat(CONNECTIONS.stream()
				.map((count) -> new Contender(connections(count), name, topic, accounted,
						http.closed(requests, count))),
					RATES.stream()
						.map((rate) -> new Contender(rate(rate), name, topic, accounted, http.open(requests, rate))))
			.toList();
	}

	private static Stream<Ratio> ratios(List<Figure> figures, String service) {
		Side kafka = new Side(NO_HTTP, KAFKA);
		Side batches = new Side(BATCHES, service);
		String few = connections(CONNECTIONS.get(1));
		String many = connections(CONNECTIONS.get(2));
		String slow = rate(RATES.get(0));
		return Stream
			.of(Ratio.atLeast(0.2, figures, new Side(few, service), new Side(few, NOTHING)),
					Ratio.atLeast(0.4, figures, new Side(many, service), new Side(many, NOTHING)),
					Ratio.atLeast(4, figures, new Side(few, service), new Side(few, PEER)),
					Ratio.atLeast(9, figures, new Side(many, service), new Side(many, PEER)),
					Ratio.atLeast(12, figures, batches, new Side(BATCHES, PEER)),
					Ratio.atLeast(0.8, figures, batches, kafka),
					Ratio.atLeast(0.8, figures, new Side(STREAM, service), kafka),
					Ratio.atMost(1.3, figures, new Side(slow, service), new Side(slow, ONE_IN_FLIGHT)))
			.flatMap(Optional::stream);
	}

	private static String name(Map<String, String> settings) {
		return "service, " + settings.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + each.getValue())
			.sorted()
			.collect(Collectors.joining(" "));
	}

	private static String connections(int count) {
		return "single sends, " + count + ((count == 1) ? " connection" : " connections");
	}

	private static String rate(int perSecond) {
		return "single sends, " + perSecond + "/s";
	}

}
