package dev.failoverlab.lab.bench;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.lab.load.Email;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/**
 * Requests that are sent again and again.
 *
 * @param records emails in each request
 */
record Requests(URI uri, ContentType type, int records, List<byte[]> bodies) {

	private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

	private static final ContentType BRIDGE = ContentType.create("application/vnd.kafka.json.v2+json");

	/** One email a request, to the producer service. */
	static Requests single(URI service) {
		return single(service, Emails.all());
	}

	static Requests single(URI service, List<Email> emails) {
		return new Requests(service.resolve("/api/emails"), ContentType.APPLICATION_JSON, 1,
				emails.stream().map(Emails::json).map(Emails::bytes).toList());
	}

	/** Many emails a request, to the producer service. */
	static Requests batch(URI service, int records) {
		String lines = emails(records).map(Emails::json).collect(Collectors.joining("\n"));
		return new Requests(service.resolve("/api/emails/batch"), NDJSON, records, List.of(Emails.bytes(lines)));
	}

	/** To another bridge: the v2 JSON of Kafka REST bridges. */
	static Requests bridge(URI bridge, String topic, int records) {
		List<byte[]> bodies = IntStream.range(0, (records == 1) ? Emails.all().size() : 1)
			.mapToObj((start) -> emails(start + records).skip(start)
				.map((email) -> "{\"key\":\"" + email.to() + "\",\"value\":" + Emails.json(email) + "}")
				.collect(Collectors.joining(",", "{\"records\":[", "]}")))
			.map(Emails::bytes)
			.toList();
		return new Requests(URI.create(bridge.toString().replaceFirst("/+$", "") + "/topics/" + topic), BRIDGE, records,
				bodies);
	}

	AsyncRequestProducer request(long number) {
		byte[] body = this.bodies.get((int) (number % this.bodies.size()));
		return new BasicRequestProducer(Method.POST, this.uri, new BasicAsyncEntityProducer(body, this.type));
	}

	private static Stream<Email> emails(int count) {
		return IntStream.range(0, count).mapToObj((number) -> Emails.all().get(number % Emails.all().size()));
	}

}
