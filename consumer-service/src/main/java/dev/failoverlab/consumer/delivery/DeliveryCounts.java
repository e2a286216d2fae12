package dev.failoverlab.consumer.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How often each email was handled, for a bounded number of those handled last. What
 * repeats a delivery is nearly always recent (a crash before a commit, a rebalance); an
 * id that was forgotten counts as new.
 */
final class DeliveryCounts {

	private final Map<String, Integer> counts = new LinkedHashMap<>();

	private final int capacity;

	/**
	 * Creates it empty.
	 * @param capacity how many ids to remember, 1 or higher
	 */
	DeliveryCounts(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * What the count would be, were the record handled now.
	 * @return 1 for the first time
	 */
	int next(@Nullable String id, int partition, long offset) {
		return this.counts.getOrDefault(key(id, partition, offset), 0) + 1;
	}

	/**
	 * Takes over what a line of the delivery log says.
	 * @param handled the line
	 */
	void note(DeliveryLogEntry.Handled handled) {
		String key = key(handled.id(), handled.partition(), handled.offset());
		// Taken out first, so that it goes to the end: those handled last are remembered.
		this.counts.remove(key);
		this.counts.put(key, handled.deliveries());
		if (this.counts.size() > this.capacity) {
			this.counts.remove(this.counts.keySet().iterator().next());
		}
	}

	private static String key(@Nullable String id, int partition, long offset) {
		return (id != null) ? "id " + id : "at " + partition + " " + offset;
	}

}
