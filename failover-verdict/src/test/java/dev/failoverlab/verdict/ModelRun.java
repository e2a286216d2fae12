package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.TestHistory;

/**
 * A model of a log, two partitions of it, with senders and a consumer, that makes a
 * history step by step. Each step is valid or plants an anomaly, and the model knows
 * which. A third partition has lost its first records to retention in the end, of a
 * fourth the log was not read to its end, and in a fifth a transaction is open.
 */
final class ModelRun {

	private static final int PARTITIONS = 5;

	private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4);

	private static final int RETAINED = 2;

	private static final int UNREAD = 3;

	private static final int OPEN = 4;

	/** In their order, so that a number stands for a step. */
	private final List<Step> steps = List.of(this::sent, this::sent, this::answeredLateAndOutOfTurn,
			this::unknownButStored, this::unknownAndNotStored, this::failed, this::neverAnswered, this::committed,
			this::aborted, this::polled, this::polled, this::rebalanced, this::restarted, this::lost,
			this::lostThoughDelivered, this::duplicated, this::inconsistent, this::failedButStored,
			this::abortedButRead, this::readBeforeItWasCommitted, this::skipped, this::skippedWithinAPoll,
			this::wentBack, this::wentBackWithinAPoll, this::sentInTheWrongOrder,
			this::sentInTheWrongOrderInATransaction, this::retained, this::retainedWithoutAnOffset, this::unread,
			this::torn, this::committedUnknown, this::abortedUnknown, this::foundElsewhereInThePartition,
			this::foundInAnotherPartition, this::deliveredAndGone, this::sentInTheWrongOrderWithoutOffsets,
			this::sentWithoutOffsets, this::readByAnotherBeforeTheCommit, this::readWhileItWasCommitted,
			this::acknowledgedAfterTheScan, this::behindAnOpenTransaction, this::foreign, this::underAFault);

	private final TestHistory history;

	private final boolean committedOnly;

	private final Map<String, Long> planted = new TreeMap<>();

	private final Map<String, Integer> delivered = new HashMap<>();

	private final List<String> acknowledged = new ArrayList<>();

	private final List<Partition> partitions = new ArrayList<>();

	/** Acknowledgements that come once the logs have been read. */
	private final List<Runnable> late = new ArrayList<>();

	/** Emails of the partition that retention removes records from. */
	private final List<Place> old = new ArrayList<>();

	/** The partitions that something was sent to while a fault was in force. */
	private final Set<Integer> watched = new TreeSet<>();

	/** The partitions that a send to was never answered, or only after the load. */
	private final Set<Integer> pending = new TreeSet<>();

	private long foreign;

	private String consumer = "c0";

	private int ids;

	ModelRun(boolean committedOnly) {
		this.committedOnly = committedOnly;
		this.history = committedOnly ? TestHistory.of(PARTITIONS).readingCommitted() : TestHistory.of(PARTITIONS);
		for (int number = 0; number < PARTITIONS; number++) {
			this.partitions.add(new Partition(number));
		}
		this.history.expect("lost-write = 0", "outage < 1h");
		this.history.assign(this.consumer, ALL, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0);
	}

	/** Compaction is in force, whatever the model does. */
	ModelRun compacted() {
		this.history.config(Map.of("cleanup.policy", "compact"), Map.of());
		return this;
	}

	/** How many kinds of steps there are. */
	static int kinds() {
		return new ModelRun(false).steps.size();
	}

	/** Does what a number stands for. */
	ModelRun step(int number) {
		int rest = number / this.steps.size();
		Partition partition = this.partitions.get(rest % 2);
		this.steps.get(number % this.steps.size()).run(partition, rest / 2);
		return this;
	}

	/** Everything is handled that is left, and the log is read. */
	TestHistory finished() {
		this.partitions.forEach((partition) -> poll(partition, partition.visible.size()));
		for (String isolation : List.of(Event.READ_UNCOMMITTED, Event.READ_COMMITTED)) {
			this.partitions.forEach((partition) -> scan(partition, isolation));
		}
		for (Partition partition : this.partitions) {
			if (partition.number != UNREAD) {
				this.history.log(partition.number, partition.start, partition.next);
			}
		}
		this.late.forEach(Runnable::run);
		return this.history;
	}

	/** Acknowledged emails that are below the start of their log in the end. */
	long removed() {
		long start = this.partitions.get(RETAINED).start;
		return this.old.stream().filter((place) -> place.offset < start).count();
	}

	long foreign() {
		return this.foreign;
	}

	/** The partitions that nothing was sent to while a fault was in force, if one was. */
	List<Integer> unwatched() {
		return this.watched.isEmpty() ? List.of()
				: ALL.stream().filter((number) -> !this.watched.contains(number)).toList();
	}

	private void scan(Partition partition, String isolation) {
		String[] records = partition.records.stream()
			.filter((place) -> place.stored && place.offset >= partition.start)
			.filter((place) -> place.committed || isolation.equals(Event.READ_UNCOMMITTED))
			.map(Place::toString)
			.toArray(String[]::new);
		if (isolation.equals(Event.READ_COMMITTED)) {
			this.history.scanCommitted(records);
		}
		else {
			this.history.scan(records);
		}
	}

	Map<String, Long> planted() {
		return this.planted;
	}

	Verdict.Deliveries deliveries() {
		long[] count = new long[3];
		int most = 0;
		for (String id : this.acknowledged) {
			int times = this.delivered.getOrDefault(id, 0);
			count[Math.min(2, times)]++;
			most = Math.max(most, times);
		}
		return new Verdict.Deliveries(count[0], count[1], count[2], most);
	}

	// What can go well.

	private void sent(Partition partition, int choice) {
		acknowledge(partition, "p", id(), partition.store(this.ids));
	}

	private void answeredLateAndOutOfTurn(Partition partition, int choice) {
		String first = id();
		this.history.invoke("p", first, partition.number);
		Place one = partition.store(this.ids);
		String second = id();
		this.history.invoke("p", second, partition.number);
		Place other = partition.store(this.ids);
		ok(partition, "p", second, other.offset);
		if (choice % 2 == 0) {
			poll(partition, partition.visible.size());
		}
		ok(partition, "p", first, one.offset);
	}

	private void unknownButStored(Partition partition, int choice) {
		this.history.invoke("p", id(), partition.number).info("p", last());
		partition.store(this.ids);
	}

	private void unknownAndNotStored(Partition partition, int choice) {
		this.history.invoke("p", id(), partition.number).info("p", last());
	}

	private void failed(Partition partition, int choice) {
		this.history.invoke("p", id(), partition.number).fail("p", last());
	}

	private void neverAnswered(Partition partition, int choice) {
		this.history.invoke("p", id(), partition.number);
		this.pending.add(partition.number);
		if (choice % 2 == 0) {
			partition.store(this.ids);
		}
	}

	private void committed(Partition partition, int choice) {
		String tx = "t" + id();
		for (int i = 0; i <= choice % 3; i++) {
			inTransaction(partition, tx, partition.store(this.ids + 1));
			this.acknowledged.add(last());
		}
		this.history.committed(tx);
		partition.marker();
	}

	private void aborted(Partition partition, int choice) {
		String tx = "t" + id();
		inTransaction(partition, tx, partition.storeAborted(this.ids + 1, !this.committedOnly));
		this.history.aborted(tx);
		partition.marker();
	}

	private void polled(Partition partition, int choice) {
		poll(partition, partition.handled + 1 + choice % 4);
	}

	/** Lost and got again: at an earlier place, the same one or a later one. */
	private void rebalanced(Partition partition, int choice) {
		List<Integer> others = ALL.stream().filter((number) -> number != partition.number).toList();
		this.history.assign(this.consumer, others);
		partition.handled = choice % (partition.visible.size() + 1);
		this.history.assign(this.consumer, ALL, partition.number, partition.position());
	}

	private void restarted(Partition partition, int choice) {
		this.consumer = "c" + id();
		partition.handled = Math.max(0, partition.handled - choice % 3);
		long[] positions = new long[2 * PARTITIONS];
		for (int number = 0; number < PARTITIONS; number++) {
			positions[2 * number] = number;
			positions[2 * number + 1] = this.partitions.get(number).position();
		}
		this.history.assign(this.consumer, ALL, positions);
	}

	private void retained(Partition ignored, int choice) {
		Partition partition = this.partitions.get(RETAINED);
		sent(partition, choice);
		this.old.add(partition.records.get(partition.records.size() - 1));
		poll(partition, partition.visible.size());
		partition.start = partition.next - choice % 2;
	}

	/** Handled or not before it is removed. */
	private void retainedWithoutAnOffset(Partition ignored, int choice) {
		Partition partition = this.partitions.get(RETAINED);
		this.history.invoke("r", id(), RETAINED);
		this.old.add(partition.store(this.ids));
		ok(partition, "r", last(), -1);
		if (choice % 2 == 0) {
			poll(partition, partition.visible.size());
		}
		partition.handled = partition.visible.size();
		partition.start = partition.next;
	}

	/** A reader of committed records sees all of it, so it was committed. */
	private void committedUnknown(Partition partition, int choice) {
		String tx = "t" + id();
		for (int i = 0; i <= choice % 3; i++) {
			inTransaction(partition, tx, partition.store(this.ids + 1));
			this.acknowledged.add(last());
		}
		commitUnknown(tx, choice);
		partition.marker();
	}

	/** The coordinator aborted it, and the sender was not told. */
	private void abortedUnknown(Partition partition, int choice) {
		String tx = "t" + id();
		inTransaction(partition, tx, partition.storeAborted(this.ids + 1, !this.committedOnly));
		commitUnknown(tx, choice);
		partition.marker();
	}

	private void commitUnknown(String tx, int choice) {
		this.history.tx(tx, Event.Tx.COMMIT, Event.Type.INVOKE);
		if (choice % 2 == 0) {
			this.history.tx(tx, Event.Tx.COMMIT, Event.Type.INFO);
		}
	}

	/** In order, and known by the scan alone; acknowledged or not. */
	private void sentWithoutOffsets(Partition partition, int choice) {
		String process = "w" + this.ids;
		for (int i = 0; i < 2; i++) {
			withoutOffset(partition, process, choice + i);
			partition.store(this.ids);
		}
	}

	private void withoutOffset(Partition partition, String process, int choice) {
		this.history.invoke(process, id(), partition.number);
		if (choice % 2 == 0) {
			ok(partition, process, last(), -1);
		}
		else {
			this.history.info(process, last());
		}
	}

	private void readWhileItWasCommitted(Partition partition, int choice) {
		transaction(partition, false);
	}

	/** Whatever is acknowledged there is in the uncommitted scan alone. */
	private void behindAnOpenTransaction(Partition ignored, int choice) {
		Partition partition = this.partitions.get(OPEN);
		Place place = partition.storeAborted(this.ids + 1, !this.committedOnly);
		acknowledge(partition, "p", id(), place);
	}

	private void foreign(Partition partition, int choice) {
		String id = ((choice % 2 == 0) ? "warm-up-" : "foreign-") + id();
		partition.store(new Place(partition.number, partition.next++, id, true), true);
		this.foreign += choice % 2;
	}

	/** One send, pending when the fault begins, or made while it lasts. */
	private void underAFault(Partition partition, int choice) {
		this.history.sent(id(), UNREAD, -1).poll("d" + this.ids, UNREAD + ":" + (2_000_000 + this.ids) + ":" + last());
		this.acknowledged.add(last());
		deliver(last());
		if (choice % 2 == 0) {
			this.history.invoke("f", id(), partition.number).fault(Event.FaultChange.BEGIN, "kill", 1);
		}
		else {
			this.history.fault(Event.FaultChange.BEGIN, "kill", 1).invoke("f", id(), partition.number);
		}
		this.watched.add(partition.number);
		this.watched.addAll(this.pending);
		this.history.info("f", last()).fault(Event.FaultChange.END, "kill", 1);
	}

	// What can go wrong.

	private void unread(Partition ignored, int choice) {
		Partition partition = this.partitions.get(UNREAD);
		acknowledge(partition, "p", id(), new Place(UNREAD, 1_000_000 + this.ids, last(), true));
		if (choice % 2 == 0) {
			plant("unseen");
		}
		else {
			// In the polls alone, by a consumer that reads nothing else.
			this.history.poll("d" + this.ids, UNREAD + ":" + (1_000_000 + this.ids) + ":" + last());
			deliver(last());
		}
	}

	private void lost(Partition partition, int choice) {
		acknowledge(partition, "p", id(), new Place(partition.number, partition.next++, last(), true));
		plant("lost-write");
	}

	private void lostThoughDelivered(Partition partition, int choice) {
		Place place = partition.store(this.ids + 1);
		acknowledge(partition, "p", id(), place);
		poll(partition, partition.visible.size());
		place.stored = false;
		plant("lost-write");
	}

	private void duplicated(Partition partition, int choice) {
		acknowledge(partition, "p", id(), partition.store(this.ids));
		for (int i = 0; i <= choice % 3; i++) {
			partition.store(this.ids);
		}
		plant("duplicate");
	}

	/** One was said to be where another is, whichever of the two was sent first. */
	private void inconsistent(Partition partition, int choice) {
		String other = id();
		int stored = this.ids;
		this.history.invoke((choice % 2 == 0) ? "q" : "p", other, partition.number);
		this.history.invoke((choice % 2 == 0) ? "p" : "q", id(), partition.number);
		Place place = partition.store((choice % 2 == 0) ? stored : this.ids);
		this.history.info("q", place.id);
		int said = (choice % 2 == 0) ? this.ids : stored;
		ok(partition, "p", "e" + said, place.offset);
		partition.store(said);
		plant("inconsistent-offsets");
		plant("duplicate");
	}

	private void failedButStored(Partition partition, int choice) {
		this.history.invoke("p", id(), partition.number).fail("p", last());
		partition.store(this.ids);
		plant("G1a");
	}

	/** Handed out to those who read committed records alone. */
	private void abortedButRead(Partition partition, int choice) {
		String tx = "t" + id();
		inTransaction(partition, tx, partition.store(this.ids + 1));
		this.history.aborted(tx);
		partition.marker();
		plant("G1a");
	}

	private void readBeforeItWasCommitted(Partition partition, int choice) {
		transaction(partition, true);
		plant("precommitted-read");
	}

	/** Handled by its own sender before the commit is asked for, or before it is done. */
	private void transaction(Partition partition, boolean early) {
		String process = "p" + id();
		String tx = "t" + this.ids;
		Place place = partition.store(this.ids + 1);
		this.history.invoke(process, id(), partition.number, tx).ok(process, last(), partition.number, place.offset);
		String reader = (early || this.committedOnly) ? process : "d" + this.ids;
		if (early) {
			this.history.poll(reader, place.toString());
		}
		this.history.add(new Event.Tx(this.history.next(), tx, process, Event.Tx.COMMIT, Event.Type.INVOKE));
		if (!early) {
			this.history.poll(reader, place.toString());
		}
		this.history.add(new Event.Tx(this.history.next(), tx, process, Event.Tx.COMMIT, Event.Type.OK));
		deliver(last());
		this.acknowledged.add(last());
		partition.marker();
	}

	/** An anomaly only for those who are to be handed committed records. */
	private void readByAnotherBeforeTheCommit(Partition partition, int choice) {
		String tx = "t" + id();
		Place place = partition.store(this.ids + 1);
		inTransaction(partition, tx, place);
		this.history.poll("d" + this.ids, place.toString());
		deliver(last());
		this.history.committed(tx);
		this.acknowledged.add(last());
		partition.marker();
		if (this.committedOnly) {
			plant("precommitted-read");
		}
	}

	private void torn(Partition partition, int choice) {
		String tx = "t" + id();
		inTransaction(partition, tx, partition.store(this.ids + 1));
		this.acknowledged.add(last());
		for (int i = 0; i <= choice % 3; i++) {
			inTransaction(partition, tx, new Place(partition.number, partition.next++, last(), true));
			this.acknowledged.add(last());
			plant("lost-write");
		}
		commitUnknown(tx, choice);
		partition.marker();
	}

	private void foundElsewhereInThePartition(Partition partition, int choice) {
		long said = partition.next++;
		partition.store(this.ids + 1);
		acknowledge(partition, "p", id(), new Place(partition.number, said, last(), true));
		plant("duplicate");
	}

	private void foundInAnotherPartition(Partition partition, int choice) {
		Partition other = this.partitions.get(1 - partition.number);
		this.history.invoke("p", id(), partition.number);
		partition.store(this.ids);
		ok(other, "p", last(), other.next++);
		plant("lost-write");
	}

	private void deliveredAndGone(Partition partition, int choice) {
		this.history.invoke("p", id(), partition.number);
		Place place = partition.store(this.ids);
		if (choice % 2 == 0) {
			this.history.info("p", last());
		}
		else {
			this.pending.add(partition.number);
		}
		poll(partition, partition.visible.size());
		place.stored = false;
		plant("lost-read");
	}

	private void sentInTheWrongOrderWithoutOffsets(Partition partition, int choice) {
		String process = "w" + this.ids;
		partition.store(this.ids + 2);
		partition.store(this.ids + 1);
		withoutOffset(partition, process, choice);
		withoutOffset(partition, process, choice / 2);
		plant("nonmonotonic-send");
	}

	private void acknowledgedAfterTheScan(Partition partition, int choice) {
		String id = id();
		String process = "l" + this.ids;
		this.history.invoke(process, id, partition.number);
		this.pending.add(partition.number);
		this.late.add(() -> ok(partition, process, id, (choice % 2 == 0) ? partition.next++ : -1));
		plant("unseen");
	}

	private void skipped(Partition partition, int choice) {
		threeAreThere(partition);
		poll(partition, partition.visible.size() - 2);
		partition.handled = partition.visible.size() - 1;
		poll(partition, partition.visible.size());
		plant("poll-skip");
	}

	private void skippedWithinAPoll(Partition partition, int choice) {
		threeAreThere(partition);
		poll(partition, partition.visible.size() - 3);
		int last = partition.visible.size() - 1;
		handle(partition, last - 2, last);
		plant("int-poll-skip");
	}

	private void wentBack(Partition partition, int choice) {
		threeAreThere(partition);
		poll(partition, partition.visible.size());
		partition.handled = partition.visible.size() - 1 - choice % 3;
		poll(partition, partition.visible.size());
		plant("nonmonotonic-poll");
	}

	private void wentBackWithinAPoll(Partition partition, int choice) {
		threeAreThere(partition);
		poll(partition, partition.visible.size() - 1);
		int last = partition.visible.size() - 1;
		handle(partition, last, last - choice % 3);
		handle(partition, java.util.stream.IntStream.rangeClosed(last - choice % 3 + 1, last).toArray());
		plant("int-nonmonotonic-poll");
	}

	private void sentInTheWrongOrder(Partition partition, int choice) {
		String process = "w" + this.ids;
		Place second = partition.store(this.ids + 2);
		Place first = partition.store(this.ids + 1);
		acknowledge(partition, process, id(), first);
		acknowledge(partition, process, id(), second);
		plant("nonmonotonic-send");
	}

	/** Its neighbours outside of the transaction are in order. */
	private void sentInTheWrongOrderInATransaction(Partition partition, int choice) {
		String process = "w" + this.ids;
		String tx = "t" + this.ids;
		Place second = partition.store(this.ids + 2);
		Place first = partition.store(this.ids + 1);
		for (Place place : List.of(first, second)) {
			this.history.invoke(process, id(), partition.number, tx)
				.ok(process, last(), partition.number, place.offset);
			this.acknowledged.add(last());
		}
		this.history.add(new Event.Tx(this.history.next(), tx, process, Event.Tx.COMMIT, Event.Type.INVOKE));
		this.history.add(new Event.Tx(this.history.next(), tx, process, Event.Tx.COMMIT, Event.Type.OK));
		partition.marker();
		plant("int-nonmonotonic-send");
	}

	// What the steps are made of.

	private void threeAreThere(Partition partition) {
		for (int i = 0; i < 3; i++) {
			sent(partition, 0);
		}
	}

	private void plant(String anomaly) {
		this.planted.merge(anomaly, 1L, Long::sum);
	}

	private String id() {
		this.ids++;
		return last();
	}

	private String last() {
		return "e" + this.ids;
	}

	private void acknowledge(Partition partition, String process, String id, Place place) {
		this.history.invoke(process, id, partition.number);
		ok(partition, process, id, place.offset);
	}

	private void ok(Partition partition, String process, String id, long offset) {
		this.history.ok(process, id, partition.number, offset);
		this.acknowledged.add(id);
	}

	private void inTransaction(Partition partition, String tx, Place place) {
		this.history.invoke("p", id(), partition.number, tx).ok("p", last(), partition.number, place.offset);
	}

	/** The consumer handles on, up to a place in what it can see. */
	private void poll(Partition partition, int until) {
		int[] places = java.util.stream.IntStream.range(partition.handled, Math.min(until, partition.visible.size()))
			.toArray();
		if (places.length > 0) {
			handle(partition, places);
		}
	}

	private void handle(Partition partition, int... places) {
		if (places.length > 0) {
			List<Place> records = java.util.Arrays.stream(places).mapToObj(partition.visible::get).toList();
			this.history.poll(this.consumer, records.stream().map(Place::toString).toArray(String[]::new));
			records.forEach((place) -> deliver(place.id));
			partition.handled = places[places.length - 1] + 1;
		}
	}

	private void deliver(String id) {
		this.delivered.merge(id, 1, Integer::sum);
	}

	/** What a number stands for. */
	@FunctionalInterface
	private interface Step {

		void run(Partition partition, int choice);

	}

	/** A record, where it is, and who can see it. */
	private static final class Place {

		private final int partition;

		private final long offset;

		private final String id;

		private final boolean committed;

		private boolean stored = true;

		private Place(int partition, long offset, String id, boolean committed) {
			this.partition = partition;
			this.offset = offset;
			this.id = id;
			this.committed = committed;
		}

		@Override
		public String toString() {
			return this.partition + ":" + this.offset + ":" + this.id;
		}

	}

	private static final class Partition {

		private final int number;

		private final List<Place> records = new ArrayList<>();

		/** Those that the consumer is handed out. */
		private final List<Place> visible = new ArrayList<>();

		/** How many of them it has handled. */
		private int handled;

		private long start;

		private long next;

		private Partition(int number) {
			this.number = number;
		}

		private Place store(int id) {
			return store(new Place(this.number, this.next++, "e" + id, true), true);
		}

		private Place storeAborted(int id, boolean toBeSeen) {
			return store(new Place(this.number, this.next++, "e" + id, false), toBeSeen);
		}

		private Place store(Place place, boolean toBeSeen) {
			this.records.add(place);
			if (toBeSeen) {
				this.visible.add(place);
			}
			return place;
		}

		private void marker() {
			this.next++;
		}

		private long position() {
			return (this.handled < this.visible.size()) ? this.visible.get(this.handled).offset : this.next;
		}

	}

}
