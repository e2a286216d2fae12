package dev.failoverlab.consumer.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * One line of the delivery log. The order of the lines is the order in which things
 * happened in this process.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(DeliveryLogEntry.Delivery.class),
		@JsonSubTypes.Type(DeliveryLogEntry.DeadLetter.class), @JsonSubTypes.Type(DeliveryLogEntry.Assignment.class) })
sealed interface DeliveryLogEntry {

	/**
	 * The line's number in the delivery log: from 1, without gaps, also across restarts.
	 * @return the number, 1 or higher
	 */
	long seq();

	/** A record that was taken care of, whether handled or put aside. */
	sealed interface Handled extends DeliveryLogEntry {

		/**
		 * The email's id.
		 * @return the id, or null when the record has none that can be read
		 */
		@Nullable String id();

		/**
		 * Where the record was.
		 * @return the partition, from 0
		 */
		int partition();

		/**
		 * Where the record was.
		 * @return the offset, from 0
		 */
		long offset();

		/**
		 * How often the id was handled so far, this time included; a record without an id
		 * is known by its partition and offset instead.
		 * @return the count, 1 or higher
		 */
		int deliveries();

	}

	/** An email that was handled. Lines of older versions have no recipient. */
	@JsonTypeName("delivery")
	record Delivery(long seq, String instance, String id, @Nullable String to, @Nullable String subject, int partition,
			long offset, Instant at, int deliveries) implements Handled {
	}

	/** A record that was put into the dead-letter topic, and why. */
	@JsonTypeName("dead-letter")
	record DeadLetter(long seq, String instance, @Nullable String id, int partition, long offset, Instant at,
			int deliveries, String cause) implements Handled {
	}

	/**
	 * All partitions that this process holds from here on. The positions are those of the
	 * partitions newly got: the offset that is read next. One that the cluster would not
	 * tell in time is left out.
	 */
	@JsonTypeName("assignment")
	record Assignment(long seq, String instance, Instant at, List<Integer> partitions,
			Map<Integer, Long> positions) implements DeliveryLogEntry {
	}

}
