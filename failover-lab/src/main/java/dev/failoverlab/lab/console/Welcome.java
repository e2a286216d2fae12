package dev.failoverlab.lab.console;

import java.util.stream.Stream;

import dev.failoverlab.lab.web.LabEnvironment.Addresses;

/** What a user of a lab that is up needs to know: where everything is, what to try. */
public final class Welcome {

	private static final String EMAIL = "{\"from\": \"ann@example.org\", \"to\": \"bob@example.org\", "
			+ "\"subject\": \"Hello\", \"body\": \"Is anybody there?\"}";

	private Welcome() {
	}

	public static Stream<String> lines(Addresses at) {
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

				Ctrl-C ends everything. What happens:
				"""
			.formatted(at.kafka(), at.producer(), at.consumer(), at.lab(), at.token().value(), at.producer(), EMAIL,
					at.consumer(), at.lab(), at.lab(), at.token().value())
			.lines();
	}

}
