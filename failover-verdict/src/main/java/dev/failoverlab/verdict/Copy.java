package dev.failoverlab.verdict;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** One id at one place of the log, by acknowledgements, polls and scans together. */
final class Copy {

	final Email email;

	final int partition;

	final long offset;

	/** The first poll that holds it. */
	@Nullable Reading polled;

	private @Nullable Reading scanned;

	/** A bit for each scan of the partition that holds it. */
	private long scans;

	/** Other ids at this place, in the order in which they were met. */
	private @Nullable Map<Email, Copy> others;

	Copy(Email email, int partition, long offset) {
		this.email = email;
		this.partition = partition;
		this.offset = offset;
		email.add(this);
	}

	/** The copy of another id at this place. */
	Copy of(Email other) {
		if (other == this.email) {
			return this;
		}
		if (this.others == null) {
			this.others = new LinkedHashMap<>();
		}
		return this.others.computeIfAbsent(other, (unknown) -> new Copy(other, this.partition, this.offset));
	}

	void poll(Reading reading) {
		this.polled = (this.polled != null) ? this.polled : reading;
	}

	void scan(Reading reading, long bit) {
		this.scanned = (this.scanned != null) ? this.scanned : reading;
		this.scans |= bit;
	}

	boolean isRead() {
		return this.polled != null || this.scans != 0;
	}

	/** Whether one of these scans holds it. */
	boolean isIn(long scans) {
		return (this.scans & scans) != 0;
	}

	/** The scans that hold whatever record is at this place. */
	long scansOfPlace() {
		return here().mapToLong((copy) -> copy.scans).reduce(0, (one, other) -> one | other);
	}

	/** All ids at this place, this one first. */
	Stream<Copy> here() {
		Collection<Copy> more = (this.others != null) ? this.others.values() : List.of();
		return Stream.concat(Stream.of(this), more.stream());
	}

	/** Who shows it best: a scan, else a poll, else its acknowledgement. */
	Reading best() {
		Reading read = (this.scanned != null) ? this.scanned : this.polled;
		return (read != null) ? read : this.email.acknowledgement();
	}

	/** Who told of it first. */
	Reading first() {
		boolean acknowledged = this.email.isAcknowledgedAt(this);
		return Stream.of(acknowledged ? this.email.acknowledgement() : best(), this.polled, this.scanned)
			.filter(Objects::nonNull)
			.min(Comparator.comparingLong(Reading::line))
			.orElseThrow();
	}

}
