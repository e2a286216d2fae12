package dev.failoverlab.lab.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.Email;
import org.HdrHistogram.Histogram;

/**
 * Different emails at a fixed rate to a producer service. A latency counts from the
 * moment at which an email should have been sent until the consumer service has handled
 * it; both times are of this machine's clock.
 */
final class ServicesLoad implements Contender.Load {

	private static final Duration LAST_EMAILS = Duration.ofSeconds(60);

	private final HttpLoad http;

	private final URI producer;

	private final URI consumer;

	private final int perSecond;

	private long sent;

	/** The number of the last line of the delivery log. */
	private long read;

	ServicesLoad(HttpLoad http, URI producer, URI consumer, int perSecond) {
		this.http = http;
		this.producer = producer;
		this.consumer = consumer;
		this.perSecond = perSecond;
	}

	@Override
	public Tally run(Duration time) {
		List<Email> emails = Emails.from(this.sent, Turns.fromNow(this.perSecond).count(time));
		this.sent += emails.size();
		Requests requests = Requests.single(this.producer, emails);
		Turns turns = Turns.fromNow(this.perSecond);
		Tally tally = this.http.send(requests, turns, time);
		Map<String, Instant> open = new HashMap<>();
		for (int i = 0; i < emails.size(); i++) {
			open.put(emails.get(i).id(), turns.at(i));
		}
		return Tally.of(tally.done(), tally.failed(), tally.time(), handled(open, tally.failed()));
	}

	private Histogram handled(Map<String, Instant> open, long failed) {
		Histogram micros = HttpLoad.histogram();
		int left = Deadline.in(LAST_EMAILS).until(() -> read(open, micros), (count) -> count <= failed);
		if (left > failed) {
			throw new LabException((left - failed) + " emails were acknowledged and not handled within "
					+ LAST_EMAILS.toSeconds() + " s.");
		}
		return micros;
	}

	/** Takes what was handled from what is open, and returns how many are left. */
	private int read(Map<String, Instant> open, Histogram micros) {
		Delivery.read(this.consumer, this.read, (delivery) -> {
			this.read = delivery.seq();
			Instant turn = open.remove(delivery.id());
			if (turn != null) {
				micros.recordValue(Math.max(0, ChronoUnit.MICROS.between(turn, delivery.at())));
			}
		});
		return open.size();
	}

}
