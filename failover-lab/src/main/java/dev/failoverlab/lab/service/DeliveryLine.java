package dev.failoverlab.lab.service;

import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * A line of the consumer service's delivery log: a delivery, a dead letter or an
 * assignment.
 *
 * @param seq its number, from 1; null for lines that are not part of the log
 * @param kind the kind of line
 * @param instance the instance of the service that wrote it
 * @param id the id of the send, if the record contained one
 * @param to the recipient, if the line is a delivery
 * @param subject the subject, if the email has one
 * @param partition the record's partition
 * @param offset the record's offset
 * @param partitions the instance's partitions from now on
 * @param positions where it starts to read the partitions that are new to it
 */
record DeliveryLine(@Nullable Long seq, @Nullable String kind, @Nullable String instance, @Nullable String id,
		@Nullable String to, @Nullable String subject, @Nullable Integer partition, @Nullable Long offset,
		@Nullable List<Integer> partitions, @Nullable Map<Integer, Long> positions) {

	/**
	 * The line's number in the log.
	 * @return the number, or 0 when the line is not part of the log
	 */
	long number() {
		return (this.seq != null) ? this.seq : 0;
	}

	boolean isAssignment() {
		return "assignment".equals(this.kind);
	}

	/** The same with other positions. */
	DeliveryLine at(Map<Integer, Long> positions) {
		return new DeliveryLine(this.seq, this.kind, this.instance, this.id, this.to, this.subject, this.partition,
				this.offset, this.partitions, positions);
	}

	/** A handled email as its recipient would see it. */
	String sentence() {
		String email = (this.to != null)
				? "to " + this.to + ((this.subject != null) ? ", \"" + this.subject + "\"" : "") : "" + this.id;
		return "email " + email + ": " + ("delivery".equals(this.kind) ? "delivered" : "put aside") + " (partition "
				+ this.partition + ", offset " + this.offset + ")";
	}

	/**
	 * The line as an event of the history. A dead letter was handled, too.
	 * @param t the time of the event
	 */
	Event event(long t) {
		String process = (this.instance != null) ? this.instance : "consumer";
		if (isAssignment()) {
			return new Event.Assign(t, process, (this.partitions != null) ? this.partitions : List.of(),
					(this.positions != null) ? this.positions : Map.of());
		}
		if (this.partition != null && this.offset != null) {
			return new Event.Poll(t, process, List.of(new Event.Position(this.partition, this.offset, this.id)));
		}
		return new Event.Note(t, "The consumer service's delivery log has an unknown line: " + this);
	}

}
