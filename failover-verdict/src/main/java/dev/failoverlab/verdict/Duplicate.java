package dev.failoverlab.verdict;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;

/**
 * One send is in the log more than once. What a consumer handled twice at one place is a
 * matter of deliveries. (Jepsen's name.)
 */
final class Duplicate extends Anomaly {

	/** The places of one id that are shown: enough to see what happened. */
	private static final int PLACES = 11;

	Duplicate() {
		super("duplicate", "email that is in the log more than once", "emails that are in the log more than once",
				"ids at two offsets of one partition, by acknowledgements, polls and scans together, or read in two"
						+ " partitions",
				"The email was sent once and stored more than once. Usually the producer retried after an"
						+ " attempt that had succeeded, without enable.idempotence.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " was sent once, and is in the log at " + example.places() + ".";
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.emails()
			.all()
			.filter(Duplicate::isDuplicate)
			.map(Duplicate::example)
			.sorted(Comparator.comparing((example) -> example.lines().get(0)));
	}

	/** An acknowledgement of another partition alone makes no second copy. */
	private static boolean isDuplicate(Email email) {
		List<Copy> copies = email.copies.stream().toList();
		Set<Integer> partitions = new HashSet<>();
		boolean together = copies.stream().anyMatch((copy) -> !partitions.add(copy.partition));
		return together || copies.stream().filter(Copy::isRead).count() > 1;
	}

	private static Example example(Email email) {
		List<Copy> copies = email.copies.stream().limit(PLACES).toList();
		Stream<Long> lines = copies.stream().map((copy) -> copy.best().line());
		Stream<Long> times = copies.stream().map((copy) -> copy.best().t());
		return new Example(Example.ids(email), copies.stream().map((copy) -> copy.partition).toList(),
				copies.stream().map((copy) -> copy.offset).toList(),
				email.isSend() ? Stream.concat(Stream.of(email.invokedAt), times).toList() : times.toList(),
				Stream.concat(Stream.of(email.invokeLine), lines).toList());
	}

}
