package dev.failoverlab.lab.console;

import java.net.URI;
import java.util.stream.Stream;

import dev.failoverlab.lab.web.Token;

/**
 * What a lab that is up tells its user: where everything is, and what to try.
 *
 * @param lab where the lab listens
 * @param producer where the producer service listens
 * @param consumer where the consumer service listens
 * @param kafka the brokers
 * @param token what it takes to hurt a node
 */
public record Welcome(URI lab, URI producer, URI consumer, String kafka, Token token) {

	private static final String EMAIL = "{\"from\": \"ann@example.org\", \"to\": \"bob@example.org\", "
			+ "\"subject\": \"Hello\", \"body\": \"Is anybody there?\"}";

	public Stream<String> lines() {
		return """

				  Kafka             %s
				  producer-service  %s
				  consumer-service  %s
				  lab               %s/actuator
				  token             %s  (also in .lab/up.json)

				Try in another terminal:

				  curl %s/api/emails -H 'Content-Type: application/json' \\
				    -d '%s'
				  curl '%s/api/deliveries?after=0'
				  curl -H 'Accept: text/plain' %s/actuator/topics/email.send
				  ./lab kill leader
				  ./lab describe email.send
				  ./lab brokers
				  ./lab start 1

				`./lab kill leader` is the same as

				  curl %s/actuator/brokers/leader -H 'Content-Type: application/json' \\
				    -H 'Authorization: Bearer %s' -d '{"action": "kill"}'

				Ctrl-C ends everything. What happens meanwhile:
				"""
			.formatted(this.kafka, this.producer, this.consumer, this.lab, this.token.value(), this.producer, EMAIL,
					this.consumer, this.lab, this.lab, this.token.value())
			.lines();
	}

}
