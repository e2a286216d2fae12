package dev.failoverlab.clients;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.failoverlab.history.Event;

/**
 * A witness sees a send before its producer has chosen a partition: its outcome or the
 * log tells later. A send for which neither does was written nowhere, and is left out.
 */
final class PlacedSends {

	private PlacedSends() {
	}

	/**
	 * The same events with the partitions of all sends.
	 * @param partitions by the id of the send
	 */
	static List<Event> of(List<Event> events, Map<String, Integer> partitions) {
		List<Event> placed = new ArrayList<>();
		Set<String> without = new HashSet<>();
		for (Event event : events) {
			Integer partition = (event instanceof Event.Send send) ? partitions.get(send.id()) : null;
			if (!(event instanceof Event.Send send)) {
				placed.add(event);
			}
			else if (partition == null) {
				without.add(send.id());
			}
			else {
				placed.add(placed(send, partition));
			}
		}
		if (!without.isEmpty()) {
			placed.add(new Event.Note(last(events), without.size()
					+ " sends are left out: they ended before they had a partition, and the log has none of them."));
		}
		return placed;
	}

	/**
	 * Threads that share a producer send in no order that a witness could know. So each
	 * send gets a process of its own, and the order of sends is not judged.
	 */
	private static Event.Send placed(Event.Send send, int partition) {
		Integer known = (send.type() == Event.Type.INVOKE) ? Integer.valueOf(partition) : send.partition();
		return new Event.Send(send.t(), send.type(), send.process() + "/" + send.id(), send.id(), known, send.offset(),
				null, null, send.error());
	}

	private static long last(List<Event> events) {
		return events.get(events.size() - 1).t();
	}

}
