package dev.failoverlab.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.history.Event.Acquired;
import dev.failoverlab.history.Event.Position;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A history written by hand: each event comes a millisecond after the one before, unless
 * {@link #at} says when. What is judged has been through the file format.
 */
public final class TestHistory {

	private final ByteArrayOutputStream file = new ByteArrayOutputStream();

	private final int partitions;

	private String isolation = Event.READ_UNCOMMITTED;

	private List<String> expectations = List.of();

	private Map<String, Object> settings = Map.of();

	private boolean begun;

	private long t;

	private TestHistory(int partitions) {
		this.partitions = partitions;
	}

	public static TestHistory of(int partitions) {
		return new TestHistory(partitions);
	}

	public TestHistory expect(String... expectations) {
		this.expectations = List.of(expectations);
		return this;
	}

	public TestHistory readingCommitted() {
		this.isolation = Event.READ_COMMITTED;
		return this;
	}

	public TestHistory with(Map<String, Object> settings) {
		this.settings = settings;
		return this;
	}

	public TestHistory at(double ms) {
		begin();
		this.t = Math.round(ms * 1_000_000) - 1_000_000;
		return this;
	}

	public TestHistory add(Event event) {
		begin();
		this.file.writeBytes(HistoryFormat.json(event));
		this.file.write('\n');
		return this;
	}

	public TestHistory invoke(String process, String id, int partition) {
		return add(Event.Send.invoke(next(), process, id, partition, null));
	}

	public TestHistory invoke(String process, String id, int partition, String tx) {
		return add(new Event.Send(next(), Event.Type.INVOKE, process, id, partition, null, null, tx, null));
	}

	public TestHistory ok(String process, String id, int partition, long offset) {
		return add(Event.Send.ok(next(), process, id, partition, offset));
	}

	public TestHistory fail(String process, String id) {
		return add(Event.Send.fail(next(), process, id, "too large"));
	}

	public TestHistory info(String process, String id) {
		return add(Event.Send.info(next(), process, id, "timed out"));
	}

	/** A send of process p that is acknowledged; offset -1 for one that is not known. */
	public TestHistory sent(String id, int partition, long offset) {
		return invoke("p", id, partition).ok("p", id, partition, offset);
	}

	public TestHistory tx(String id, String end, Event.Type type) {
		return add(new Event.Tx(next(), id, "p", end, type));
	}

	public TestHistory committed(String id) {
		return tx(id, Event.Tx.COMMIT, Event.Type.INVOKE).tx(id, Event.Tx.COMMIT, Event.Type.OK);
	}

	public TestHistory aborted(String id) {
		return tx(id, Event.Tx.ABORT, Event.Type.INVOKE).tx(id, Event.Tx.ABORT, Event.Type.OK);
	}

	/** Assigns partitions; positions as partition, offset, partition, offset … */
	public TestHistory assign(String process, List<Integer> partitions, long... positions) {
		Map<Integer, Long> map = new LinkedHashMap<>();
		for (int i = 0; i < positions.length; i += 2) {
			map.put((int) positions[i], positions[i + 1]);
		}
		return add(new Event.Assign(next(), process, partitions, map));
	}

	/** A poll; records as {@code partition:offset:id}. */
	public TestHistory poll(String process, String... records) {
		return add(new Event.Poll(next(), process, positions(records)));
	}

	/** What a member is handed; records as {@code partition:offset:id:deliveries}. */
	public TestHistory acquire(String process, String... records) {
		return acquire(process, 30_000L, records);
	}

	public TestHistory acquire(String process, @Nullable Long lockMs, String... records) {
		List<Acquired> acquired = Stream.of(records)
			.map((record) -> record.split(":", -1))
			.map((part) -> new Acquired(Integer.parseInt(part[0]), Long.parseLong(part[1]), part[2],
					Integer.parseInt(part[3])))
			.toList();
		return add(new Event.Acquire(next(), process, acquired, lockMs, 0L));
	}

	/** What a member answers; records as {@code partition:offset:id}. */
	public TestHistory answer(String process, String how, String... records) {
		return add(new Event.Acknowledge(next(), Event.Type.INVOKE, process, how, positions(records), null));
	}

	/** That the answer was taken without an error. */
	public TestHistory taken(String process, String... records) {
		return add(new Event.Acknowledge(next(), Event.Type.OK, process, null, positions(records), null));
	}

	/** That the answer ended with an error. */
	public TestHistory refusedAnswer(String process, String... records) {
		return add(new Event.Acknowledge(next(), Event.Type.INFO, process, null, positions(records), "no leader"));
	}

	/** Accepted, and taken without an error. */
	public TestHistory accepted(String process, String... records) {
		return answer(process, Event.Acknowledge.ACCEPT, records).taken(process, records);
	}

	public TestHistory leave(String process) {
		return add(new Event.Leave(next(), process));
	}

	/** A scan read_uncommitted; records as {@code partition:offset:id}. */
	public TestHistory scan(String... records) {
		return add(new Event.Scan(next(), "scan", Event.READ_UNCOMMITTED, positions(records)));
	}

	public TestHistory scanBy(String process, String isolation, String... records) {
		return add(new Event.Scan(next(), process, isolation, positions(records)));
	}

	public TestHistory config(Map<String, String> topic, Map<String, String> node) {
		return add(new Event.Config(next(), topic, Map.of(1, node)));
	}

	public TestHistory unmet(String condition) {
		return add(new Event.Unmet(next(), "kill node 1", condition, "nothing"));
	}

	public TestHistory scanCommitted(String... records) {
		return add(new Event.Scan(next(), "scan", Event.READ_COMMITTED, positions(records)));
	}

	public TestHistory log(int partition, long start, long end) {
		return add(new Event.Log(next(), partition, start, end));
	}

	public TestHistory fault(String type, String fault, @Nullable Integer node) {
		return add(new Event.FaultChange(next(), type, fault, node, null, "leader of email.send-0", null, null, null));
	}

	/** A fault that was asked for and could not be inflicted. */
	public TestHistory refused(String fault, @Nullable Integer node) {
		return add(new Event.FaultChange(next(), Event.FaultChange.END, fault, node, null, "leader of email.send-0",
				null, null, "nothing was done"));
	}

	public TestHistory phase(String name) {
		return add(new Event.Phase(next(), name));
	}

	public TestHistory health(String service, String status) {
		return add(new Event.Health(next(), service, status, null));
	}

	public TestHistory observation(String name, Object value) {
		return add(new Event.Observed(next(), name, value));
	}

	/** A report of a partition with replicas 1, 2, 3. */
	public TestHistory report(int seenFrom, int partition, @Nullable Integer leader, int epoch, Integer... isr) {
		return add(
				new Event.Partition(next(), partition, leader, epoch, List.of(isr), null, List.of(1, 2, 3), seenFrom));
	}

	/** Whether a node answers from now on. */
	public TestHistory answers(int node, boolean answers) {
		return add(new Event.NodeAnswers(next(), node, answers));
	}

	/** A report of a quorum of three voters by its leader. */
	public TestHistory quorum(int leader, int epoch) {
		return add(new Event.Quorum(next(), leader, epoch, List.of(1, 2, 3), leader));
	}

	public byte[] bytes() {
		begin();
		return this.file.toByteArray();
	}

	/** Hands out each event with its line. */
	public void forEach(HistoryReader.Sink<Event> sink) {
		new HistoryReader(new ByteArrayInputStream(bytes())).forEach(sink);
	}

	public Verdict verdict() {
		return Judge.judge(new HistoryReader(new ByteArrayInputStream(bytes())));
	}

	private void begin() {
		if (!this.begun) {
			this.begun = true;
			add(new Event.Run(0, 1, "by hand", "email.send", this.partitions, 3, 2, this.isolation, this.expectations,
					"4.2.2", "process", Instant.parse("2026-01-02T03:04:05Z"), this.settings));
		}
	}

	public long next() {
		begin();
		this.t += 1_000_000;
		return this.t;
	}

	private static List<Position> positions(String... records) {
		List<Position> positions = new ArrayList<>();
		for (String record : records) {
			String[] part = record.split(":", -1);
			String id = part[2].isEmpty() ? null : part[2];
			positions.add(new Position(Integer.parseInt(part[0]), Long.parseLong(part[1]), id));
		}
		return positions;
	}

}
