package dev.failoverlab.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The check that an event speaks only of partitions that there are.
 *
 * @param count how many there are
 * @param line the line of the event
 */
record Partitions(int count, long line) {

	void check(Event event) {
		if (event instanceof Event.Send send) {
			check(send.partition());
		}
		else if (event instanceof Event.Poll poll) {
			checkAll(poll.records());
		}
		else if (event instanceof Event.Scan scan) {
			checkAll(scan.records());
		}
		else if (event instanceof Event.Assign assign) {
			assign.partitions().forEach(this::check);
			assign.positions().keySet().forEach(this::check);
		}
		else if (event instanceof Event.Log log) {
			check(log.partition());
		}
		else if (event instanceof Event.Partition partition) {
			check(partition.partition());
		}
	}

	private void checkAll(List<Event.Position> records) {
		for (Event.Position record : records) {
			check(record.partition());
		}
	}

	private void check(@Nullable Integer partition) {
		if (partition != null && (partition < 0 || partition >= this.count)) {
			throw new HistoryException(this.line,
					"speaks of partition " + partition + ", and the header says that there are " + this.count);
		}
	}

}
