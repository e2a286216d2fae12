package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.verdict.SharedRecord.Redelivered;
import dev.failoverlab.verdict.Verdict.ShareCounts;
import org.jspecify.annotations.Nullable;

/** What the members of a share group were handed and answered, by record. */
final class ShareGroup {

	private static final String TYPE = "group_type";

	private static final String SHARE = "share";

	private static final String LIMIT = "group.share.delivery.count.limit";

	private final Map<Place, SharedRecord> records = new LinkedHashMap<>();

	/** When a member ended. */
	private final Map<String, Long> ended = new HashMap<>();

	private final Observations observations;

	private boolean there;

	ShareGroup(Event.Run run, Observations observations) {
		this.observations = observations;
		this.there = SHARE.equals(run.settings().get(TYPE));
	}

	/** Whether the history has a share group at all. */
	boolean isThere() {
		return this.there;
	}

	void acquired(Event.Acquire event, Event.Acquired record, Email email, Reading reading) {
		this.there = true;
		this.records.computeIfAbsent(Place.of(record.position()), (unknown) -> new SharedRecord())
			.acquired(new Acquisition(email, record, reading, event));
	}

	/**
	 * Takes an answer, or how it was taken.
	 * @throws HistoryException when the member was not handed such a record
	 */
	void acknowledged(long line, Event.Acknowledge event) {
		for (Event.Position position : event.records()) {
			SharedRecord record = this.records.get(Place.of(position));
			if (record == null || !record.isHandedTo(event.process())) {
				throw new HistoryException(line, "acknowledges offset " + position.offset() + " of partition "
						+ position.partition() + ", which " + event.process() + " was not handed");
			}
			if (event.type() == Event.Type.INVOKE) {
				record.answered(line, event);
			}
			else {
				record.settled(line, event);
			}
		}
	}

	void left(long line, Event.Leave event) {
		this.ended.put(event.process(), event.t());
	}

	/** Once all is read. */
	void settle() {
		this.records.values().forEach(SharedRecord::settle);
	}

	Stream<Acquisition> acquisitions() {
		return this.records.values().stream().flatMap((record) -> record.acquisitions().stream());
	}

	Stream<Redelivered> redeliveries() {
		return this.records.values().stream().flatMap(SharedRecord::redeliveries);
	}

	/** How often Kafka delivers a record at most, or null when that is not known. */
	@Nullable Long limit() {
		return this.observations.settings.ofNode(null, LIMIT);
	}

	/** Whether the member of a delivery ended before a moment. */
	boolean hasEnded(Acquisition acquisition, long by) {
		Long end = this.ended.get(acquisition.reading.process());
		return end != null && end >= acquisition.reading.t() && end <= by;
	}

	/** Whether another leader, or the same one anew, was elected in a period. */
	boolean hasNewLeader(int partition, long from, long to) {
		Event.Partition before = this.observations.timeline.news(partition).at(from);
		Event.Partition after = this.observations.timeline.news(partition).at(to);
		return before != null && after != null && after.epoch() > before.epoch();
	}

	/** For each member and partition the last answer that has an outcome. */
	Map<String, Long> lastSettled() {
		Map<String, Long> last = new HashMap<>();
		acquisitions().filter((each) -> each.result != null)
			.forEach((each) -> last.merge(session(each), each.answerLine, Math::max));
		return last;
	}

	/** What a member and the leader of a partition have to do with each other. */
	static String session(Acquisition acquisition) {
		return acquisition.reading.process() + " " + acquisition.record.partition();
	}

	ShareCounts counts() {
		return new ShareCounts(acquisitions().count(), count(Event.Acknowledge.ACCEPT),
				count(Event.Acknowledge.RELEASE), count(Event.Acknowledge.REJECT),
				acquisitions().filter(Acquisition::isTaken).count(),
				acquisitions().filter(Acquisition::isRefused).count(),
				acquisitions().filter((each) -> each.isAnswered() && each.result == null).count());
	}

	private long count(String how) {
		return acquisitions().filter((each) -> how.equals(each.how)).count();
	}

	private record Place(int partition, long offset) {

		static Place of(Event.Position position) {
			return new Place(position.partition(), position.offset());
		}

	}

}
