package dev.failoverlab.lab.console;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.web.LabEnvironment;
import dev.failoverlab.lab.web.LabEnvironment.Addresses;
import dev.failoverlab.report.Format;

/** What a user of a lab that is up needs to know: where everything is, what to try. */
public final class Welcome {

	/** A log that others can read is no place for the token. */
	private static final String TOKEN_FROM_FILE = "$(sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/' .lab/up.json)";

	private Welcome() {
	}

	/**
	 * The lines to print.
	 * @param load emails per second that the lab sends
	 * @param secret whether the token may be printed
	 */
	public static Stream<String> lines(Addresses at, int load, boolean secret) {
		String first = at.recipients().getOrDefault(0, "ann@example.org");
		return """

				  Kafka             %s
				  producer-service  %s
				  consumer-service  %s
				  page              %s
				  lab               %s/actuator
				  token             %s

				%s Send one yourself, in another terminal:

				  curl %s/api/emails -H 'Content-Type: application/json' \\
				    -d '{"from": "me@example.org", "to": "%s", "subject": "Hello", "body": "It works."}'
				  curl '%s/api/deliveries?after=0'

				The recipient is the record's key, and the hash of the key chooses the partition:

				%s

				Kill a leader, and watch here what happens. %s

				  ./lab kill leader               # of email.send-0
				  ./lab describe email.send       # also: ./lab brokers, ./lab quorum
				  ./lab start 1                   # the node that was killed

				A started node catches up, and then leadership goes back to it. `./lab kill leader` is the same as

				  curl %s/actuator/brokers/leader -H 'Content-Type: application/json' \\
				    -H "Authorization: Bearer %s" -d '{"action": "kill"}'

				Ctrl-C ends everything, and says what was lost. What happens:
				"""
			.formatted(at.kafka(), at.producer(), at.consumer(), page(at, secret), at.lab(),
					secret ? at.token().value() + "  (also in .lab/up.json)" : "in .lab/up.json", load(load),
					at.producer(), first, at.consumer(), recipients(at), session(at), at.lab(),
					secret ? at.token().value() : TOKEN_FROM_FILE)
			.lines();
	}

	private static String page(Addresses at, boolean secret) {
		return at.lab() + (secret ? "/?token=" + at.token().value() : "/?token=  followed by the token");
	}

	private static String load(int perSecond) {
		return (perSecond == 0) ? "The lab sends no emails (--load 0)."
				: "The lab sends " + Format.count(perSecond, "email") + " a second.";
	}

	private static String recipients(Addresses at) {
		return at.recipients()
			.entrySet()
			.stream()
			.map((each) -> "  " + each.getValue() + " ".repeat(Math.max(1, 20 - each.getValue().length())) + "-> "
					+ LabEnvironment.TOPIC.name() + "-" + each.getKey())
			.collect(Collectors.joining("\n"));
	}

	private static String session(Addresses at) {
		return "The cluster waits " + at.session().toMillis() / 1000.0
				+ " s for a node\nthat is silent (broker.session.timeout.ms). Then another node leads, and writes go on:";
	}

}
