package dev.failoverlab.lab.service;

import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * A line of the consumer service's account: a delivery, a dead letter or an assignment.
 *
 * @param seq its number, from 1; none for lines that are no part of the account
 * @param kind what it tells
 * @param instance the instance of the service that wrote it
 * @param id the id of the send, if the record told one
 * @param partition where the record was
 * @param offset where the record was
 * @param partitions all that the instance holds from here on
 * @param positions where it starts on those that it has newly got
 */
record DeliveryLine(@Nullable Long seq, @Nullable String kind, @Nullable String instance, @Nullable String id,
		@Nullable Integer partition, @Nullable Long offset, @Nullable List<Integer> partitions,
		@Nullable Map<Integer, Long> positions) {

	/**
	 * The line's place in the account.
	 * @return its number, or 0 when it is no part of the account
	 */
	long number() {
		return (this.seq != null) ? this.seq : 0;
	}

	/**
	 * The line as history. A dead letter was handled, too.
	 * @param t the time of the event
	 * @return the event
	 */
	Event event(long t) {
		String process = (this.instance != null) ? this.instance : "consumer";
		if ("assignment".equals(this.kind)) {
			return new Event.Assign(t, process, (this.partitions != null) ? this.partitions : List.of(),
					(this.positions != null) ? this.positions : Map.of());
		}
		if (this.partition != null && this.offset != null) {
			return new Event.Poll(t, process, List.of(new Event.Position(this.partition, this.offset, this.id)));
		}
		return new Event.Note(t, "The consumer service's account says something unknown: " + this);
	}

}
