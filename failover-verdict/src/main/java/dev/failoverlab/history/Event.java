package dev.failoverlab.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One thing that happened in a run. The records are the lines of the history file, field
 * by field; {@code docs/history.md} says what each means. Events cannot change once made,
 * and one that lacks what the format requires cannot be made: the constructors throw
 * {@link IllegalArgumentException}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public sealed interface Event {

	/** The isolation that hands out every record: a value of {@link Scan#isolation()}. */
	String READ_UNCOMMITTED = "read_uncommitted";

	/** The isolation that hands out no record of an open or aborted transaction. */
	String READ_COMMITTED = "read_committed";

	/**
	 * When it happened.
	 * @return nanoseconds since the run began, on the lab's one monotonic clock
	 */
	long t();

	/**
	 * The partitions that it speaks of, for the check that there are such.
	 * @return numbers, repeated or not
	 */
	default IntStream spokenOf() {
		return IntStream.empty();
	}

	/** How far a send or the end of a transaction has come. */
	enum Type {

		/** It was asked for. */
		@JsonProperty("invoke")
		INVOKE,

		/** It was acknowledged. */
		@JsonProperty("ok")
		OK,

		/** It certainly did not happen. */
		@JsonProperty("fail")
		FAIL,

		/** Its outcome is unknown. */
		@JsonProperty("info")
		INFO

	}

	/**
	 * The header: the first line.
	 *
	 * @param t nanoseconds since the run began
	 * @param version the format's version, 1
	 * @param scenario the scenario's name
	 * @param topic the topic that is judged
	 * @param partitions its partitions, 1 to {@link #MOST_PARTITIONS}; they are numbered
	 * from 0
	 * @param replicationFactor replicas of each partition
	 * @param minIsr the topic's {@code min.insync.replicas}
	 * @param consumerIsolation {@link #READ_UNCOMMITTED} or {@link #READ_COMMITTED}
	 * @param expectations what must hold, for example {@code lost-write = 0}
	 * @param kafka the version of the nodes
	 * @param backend what the nodes run in, for example {@code process}
	 * @param started when the run began
	 * @param settings whatever else the run was told; any JSON
	 */
	@JsonTypeName("run")
	record Run(long t, int version, String scenario, String topic, int partitions, int replicationFactor, int minIsr,
			String consumerIsolation, List<String> expectations, String kafka, String backend, Instant started,
			Map<String, Object> settings) implements Event {

		/** As many as a verdict has room for: more than a topic of Kafka can have. */
		public static final int MOST_PARTITIONS = 100_000;

		public Run {
			required(scenario, "scenario");
			required(topic, "topic");
			check(partitions >= 1 && partitions <= MOST_PARTITIONS,
					"has " + partitions + " partitions, and 1 to " + MOST_PARTITIONS + " can be judged");
			word(consumerIsolation, "consumer_isolation", READ_UNCOMMITTED, READ_COMMITTED);
			expectations = listOf(expectations, "expectations");
			required(kafka, "kafka");
			required(backend, "backend");
			required(started, "started");
			settings = Collections.unmodifiableMap(new LinkedHashMap<>(required(settings, "settings")));
		}

	}

	/**
	 * One step of one send; an invoke and its completion share the id.
	 *
	 * @param t nanoseconds since the run began
	 * @param type how far it has come
	 * @param process the sender; its sends to one partition are ordered
	 * @param id the id of the send, unique within the run
	 * @param partition where the key leads (invoke), where the record is (ok)
	 * @param offset where the record is (ok), when the broker said so
	 * @param key the record's key
	 * @param tx the id of the transaction that it is part of
	 * @param error what went wrong (fail and info)
	 */
	@JsonTypeName("send")
	record Send(long t, Type type, String process, String id, @Nullable Integer partition, @Nullable Long offset,
			@Nullable String key, @Nullable String tx, @Nullable String error) implements Event {

		public Send {
			required(type, "type");
			required(process, "process");
			required(id, "id");
			switch (type) {
				case INVOKE -> required(partition, "partition");
				case OK -> required(partition, "partition");
				case FAIL, INFO -> required(error, "error");
			}
			check(offset == null || isOffset(offset),
					"holds the offset " + offset + "; one that is not known is left out");
		}

		/**
		 * A send that is about to be made.
		 * @param t nanoseconds since the run began
		 * @param process the sender
		 * @param id the id, new to the run
		 * @param partition where the key leads
		 * @param key the key, if it is of interest
		 * @return the event
		 */
		public static Send invoke(long t, String process, String id, int partition, @Nullable String key) {
			return new Send(t, Type.INVOKE, process, id, partition, null, key, null, null);
		}

		/**
		 * A send that is about to be made in a transaction.
		 * @param t nanoseconds since the run began
		 * @param process the sender
		 * @param id the id, new to the run
		 * @param partition where the key leads
		 * @param key the key, if it is of interest
		 * @param tx the transaction, or null for none
		 * @return the event
		 */
		public static Send invoke(long t, String process, String id, int partition, @Nullable String key,
				@Nullable String tx) {
			return new Send(t, Type.INVOKE, process, id, partition, null, key, tx, null);
		}

		/**
		 * A send that was acknowledged.
		 * @param t nanoseconds since the run began
		 * @param process the sender
		 * @param id the id of the invoke
		 * @param partition where the record is
		 * @param offset where the record is; null or below 0 when the broker gave none
		 * @return the event
		 */
		public static Send ok(long t, String process, String id, int partition, @Nullable Long offset) {
			Long known = (offset != null && offset >= 0) ? offset : null;
			return new Send(t, Type.OK, process, id, partition, known, null, null, null);
		}

		/**
		 * A send that certainly wrote nothing.
		 * @param t nanoseconds since the run began
		 * @param process the sender
		 * @param id the id of the invoke
		 * @param error why
		 * @return the event
		 */
		public static Send fail(long t, String process, String id, String error) {
			return new Send(t, Type.FAIL, process, id, null, null, null, null, error);
		}

		/**
		 * A send that may have written something or not.
		 * @param t nanoseconds since the run began
		 * @param process the sender
		 * @param id the id of the invoke
		 * @param error why
		 * @return the event
		 */
		public static Send info(long t, String process, String id, String error) {
			return new Send(t, Type.INFO, process, id, null, null, null, null, error);
		}

		@Override
		public IntStream spokenOf() {
			return (this.partition != null) ? IntStream.of(this.partition) : IntStream.empty();
		}

	}

	/**
	 * One step of the end of a transaction.
	 *
	 * @param t nanoseconds since the run began
	 * @param id the id of the transaction
	 * @param process the sender
	 * @param end {@code commit} or {@code abort}
	 * @param type how far it has come
	 */
	@JsonTypeName("tx")
	record Tx(long t, String id, String process, String end, Type type) implements Event {

		/** A value of {@link #end()}. */
		public static final String COMMIT = "commit";

		/** A value of {@link #end()}. */
		public static final String ABORT = "abort";

		public Tx {
			required(id, "id");
			required(process, "process");
			word(end, "end", COMMIT, ABORT);
			required(type, "type");
		}

	}

	/**
	 * All the partitions that a consumer holds from here on.
	 *
	 * @param t nanoseconds since the run began
	 * @param process the consumer
	 * @param partitions all that it holds
	 * @param positions where it starts on those that it did not hold before
	 */
	@JsonTypeName("assign")
	record Assign(long t, String process, List<Integer> partitions, Map<Integer, Long> positions) implements Event {

		public Assign {
			required(process, "process");
			partitions = listOf(partitions, "partitions");
			positions = Collections.unmodifiableMap(new TreeMap<>(required(positions, "positions")));
			check(!positions.containsValue(null), "holds null in positions");
			check(positions.values().stream().allMatch((position) -> position >= 0), "holds a position below 0");
		}

		@Override
		public IntStream spokenOf() {
			return Stream.concat(this.partitions.stream(), this.positions.keySet().stream())
				.mapToInt(Integer::intValue);
		}

	}

	/**
	 * Records that a consumer handled, in the order in which it handled them.
	 *
	 * @param t nanoseconds since the run began
	 * @param process the consumer
	 * @param records what it handled
	 */
	@JsonTypeName("poll")
	record Poll(long t, String process, List<Position> records) implements Event {

		public Poll {
			required(process, "process");
			records = listOf(records, "records");
		}

		@Override
		public IntStream spokenOf() {
			return this.records.stream().mapToInt(Position::partition);
		}

	}

	/**
	 * Records that a member of a share group was handed, in their order.
	 *
	 * @param t nanoseconds since the run began
	 * @param process the member
	 * @param records what it was handed
	 * @param lockMs how long each is locked for it, in milliseconds, as the broker says
	 * @param bufferedMs the longest that its client can have kept them before it handed
	 * them over, in milliseconds
	 */
	@JsonTypeName("acquire")
	record Acquire(long t, String process, List<Acquired> records, @Nullable Long lockMs,
			@Nullable Long bufferedMs) implements Event {

		public Acquire {
			required(process, "process");
			records = listOf(records, "records");
		}

		@Override
		public IntStream spokenOf() {
			return this.records.stream().mapToInt(Acquired::partition);
		}

	}

	/**
	 * What a member of a share group answered, or how Kafka took that answer.
	 *
	 * @param t nanoseconds since the run began
	 * @param type {@code invoke}: the member answered; {@code ok}: Kafka took it without
	 * an error; {@code fail} and {@code info}: with an error
	 * @param process the member
	 * @param how {@link #ACCEPT}, {@link #RELEASE} or {@link #REJECT} (invoke)
	 * @param records which records
	 * @param error what went wrong (fail and info)
	 */
	@JsonTypeName("acknowledge")
	record Acknowledge(long t, Type type, String process, @Nullable String how, List<Position> records,
			@Nullable String error) implements Event {

		/** A value of {@link #how()}: it was handled. */
		public static final String ACCEPT = "accept";

		/** A value of {@link #how()}: it is to be delivered again. */
		public static final String RELEASE = "release";

		/** A value of {@link #how()}: it cannot be handled, and is not to come again. */
		public static final String REJECT = "reject";

		public Acknowledge {
			required(type, "type");
			required(process, "process");
			records = listOf(records, "records");
			switch (type) {
				case INVOKE -> word(how, "how", ACCEPT, RELEASE, REJECT);
				case FAIL, INFO -> required(error, "error");
				case OK -> check(error == null, "has an error though its type is ok");
			}
		}

		@Override
		public IntStream spokenOf() {
			return this.records.stream().mapToInt(Position::partition);
		}

	}

	/**
	 * A member of a share group has ended, and what it was handed is free again.
	 *
	 * @param t nanoseconds since the run began
	 * @param process the member
	 */
	@JsonTypeName("leave")
	record Leave(long t, String process) implements Event {

		public Leave {
			required(process, "process");
		}

	}

	/**
	 * A part of the independent reading of the log after recovery.
	 *
	 * @param t nanoseconds since the run began
	 * @param process the reader
	 * @param isolation {@link #READ_UNCOMMITTED} or {@link #READ_COMMITTED}
	 * @param records what it read; none is a part too
	 */
	@JsonTypeName("scan")
	record Scan(long t, String process, String isolation, List<Position> records) implements Event {

		public Scan {
			required(process, "process");
			word(isolation, "isolation", READ_UNCOMMITTED, READ_COMMITTED);
			records = listOf(records, "records");
		}

		@Override
		public IntStream spokenOf() {
			return this.records.stream().mapToInt(Position::partition);
		}

	}

	/**
	 * The bounds of a partition's log when the scan had read it to its end.
	 *
	 * @param t nanoseconds since the run began
	 * @param partition the partition, from 0
	 * @param start the first offset that there is
	 * @param end the offset that comes next
	 */
	@JsonTypeName("log")
	record Log(long t, int partition, long start, long end) implements Event {

		public Log {
			check(start >= 0 && end >= start, "has bounds " + start + " to " + end);
		}

		@Override
		public IntStream spokenOf() {
			return IntStream.of(this.partition);
		}

	}

	/**
	 * A fault that was asked for, is certainly in force, or is healed.
	 *
	 * @param t nanoseconds since the run began
	 * @param type {@link #ASKED}, {@link #BEGIN} or {@link #END}
	 * @param fault its word, for example {@code kill}; the control's is its word for no
	 * fault at all
	 * @param node the node that it hits, when that is one and known
	 * @param nodes the nodes that it hits, when they are several
	 * @param target the target as it was asked for
	 * @param phrase what reports call it, for example {@code isolation}; null in older
	 * histories, where its word tells
	 * @param stopsProcess whether a node that it hits has no process that runs; null in
	 * older histories, where its word tells
	 * @param planned whether it is planned work, which leaves its nodes working; null for
	 * false
	 * @param error why it could not be done
	 */
	@JsonTypeName("fault")
	record FaultChange(long t, String type, String fault, @Nullable Integer node, @Nullable List<Integer> nodes,
			@Nullable String target, @Nullable String phrase, @Nullable Boolean stopsProcess, @Nullable Boolean planned,
			@Nullable String error) implements Event {

		/** A value of {@link #type()}: it was asked for. */
		public static final String ASKED = "asked";

		/** A value of {@link #type()}: it is certainly in force. */
		public static final String BEGIN = "begin";

		/** A value of {@link #type()}: it is healed. */
		public static final String END = "end";

		public FaultChange {
			word(type, "type", ASKED, BEGIN, END);
			required(fault, "fault");
			nodes = (nodes != null) ? listOf(nodes, "nodes") : null;
		}

		/** One that is not planned work. */
		public FaultChange(long t, String type, String fault, @Nullable Integer node, @Nullable List<Integer> nodes,
				@Nullable String target, @Nullable String phrase, @Nullable Boolean stopsProcess,
				@Nullable String error) {
			this(t, type, fault, node, nodes, target, phrase, stopsProcess, null, error);
		}

	}

	/**
	 * A partition's state as one node reports it.
	 *
	 * @param t nanoseconds since the run began
	 * @param partition the partition, from 0
	 * @param leader its leader, or null for none
	 * @param epoch the leader epoch
	 * @param isr the in-sync replicas
	 * @param elr the eligible leader replicas, when the node tells them
	 * @param replicas all replicas
	 * @param seenFrom the node that reports it
	 */
	@JsonTypeName("partition")
	record Partition(long t, int partition, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer leader,
			int epoch, List<Integer> isr, @Nullable List<Integer> elr, List<Integer> replicas,
			int seenFrom) implements Event {

		public Partition {
			isr = listOf(isr, "isr");
			elr = (elr != null) ? listOf(elr, "elr") : null;
			replicas = listOf(replicas, "replicas");
		}

		@Override
		public IntStream spokenOf() {
			return IntStream.of(this.partition);
		}

	}

	/**
	 * The controller quorum as one node reports it.
	 *
	 * @param t nanoseconds since the run began
	 * @param leader the active controller, or null for none
	 * @param epoch the quorum's epoch
	 * @param voters the voters
	 * @param seenFrom the node that reports it
	 */
	@JsonTypeName("quorum")
	record Quorum(long t, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer leader, long epoch,
			List<Integer> voters, int seenFrom) implements Event {

		public Quorum {
			voters = listOf(voters, "voters");
		}

	}

	/**
	 * Whether a node answers whoever watches it.
	 *
	 * @param t nanoseconds since the run began
	 * @param node the node
	 * @param answers false when it is down or silent
	 */
	@JsonTypeName("node")
	record NodeAnswers(long t, int node, boolean answers) implements Event {
	}

	/**
	 * How a service says that it is, whenever that changes.
	 *
	 * @param t nanoseconds since the run began
	 * @param service the service
	 * @param status {@link #UP}, {@link #DOWN} or another of Spring Boot's words, or
	 * {@link #NO_ANSWER}
	 * @param detail what else it says
	 */
	@JsonTypeName("health")
	record Health(long t, String service, String status, @Nullable String detail) implements Event {

		/** A value of {@link #status()}. */
		public static final String UP = "UP";

		/** A value of {@link #status()}. */
		public static final String DOWN = "DOWN";

		/** A value of {@link #status()}: it does not run, or answers something else. */
		public static final String NO_ANSWER = "no answer";

		public Health {
			required(service, "service");
			required(status, "status");
		}

	}

	/**
	 * Where the replicas of one node end in its log.
	 *
	 * @param t nanoseconds since the run began
	 * @param ends the offset that comes next, by partition
	 * @param seenFrom the node
	 */
	@JsonTypeName("offsets")
	record Offsets(long t, Map<Integer, Long> ends, int seenFrom) implements Event {

		public Offsets {
			ends = Collections.unmodifiableMap(new TreeMap<>(required(ends, "ends")));
			check(!ends.containsValue(null), "holds null in ends");
		}

		@Override
		public IntStream spokenOf() {
			return this.ends.keySet().stream().mapToInt(Integer::intValue);
		}

	}

	/**
	 * How far the voters are behind the active controller.
	 *
	 * @param t nanoseconds since the run began
	 * @param lags records of the metadata log that a voter lacks, by its id; below 0 when
	 * the active controller does not know
	 * @param seenFrom the active controller
	 */
	@JsonTypeName("voters")
	record VoterLags(long t, Map<Integer, Long> lags, int seenFrom) implements Event {

		public VoterLags {
			lags = Collections.unmodifiableMap(new TreeMap<>(required(lags, "lags")));
			check(!lags.containsValue(null), "holds null in lags");
		}

	}

	/**
	 * How far one acknowledged email has come.
	 *
	 * @param t nanoseconds since the run began
	 * @param id the id of the send
	 * @param partition its partition, from 0
	 * @param offset its offset there
	 * @param leader the node that leads the partition, or null when that is not known
	 * @param segment the leader's file that contains it, if that can be seen
	 * @param replicas the nodes that have it
	 * @param highWatermark the offset up to which consumers may read, if known
	 */
	@JsonTypeName("way")
	record Way(long t, String id, int partition, long offset, @Nullable Integer leader, @Nullable String segment,
			List<Integer> replicas, @Nullable Long highWatermark) implements Event {

		public Way {
			required(id, "id");
			check(isOffset(offset), "holds the offset " + offset);
			replicas = listOf(replicas, "replicas");
		}

		@Override
		public IntStream spokenOf() {
			return IntStream.of(this.partition);
		}

	}

	/**
	 * Where the run is.
	 *
	 * @param t nanoseconds since the run began
	 * @param name one of the constants of this type
	 */
	@JsonTypeName("phase")
	record Phase(long t, String name) implements Event {

		/** Nodes and services start. */
		public static final String START = "start";

		/** The load begins, and with it the faults. */
		public static final String LOAD = "load";

		/** All faults are about to be healed. */
		public static final String HEAL = "heal";

		/** The run waits for the ISRs, and gives leadership back. */
		public static final String RECOVER = "recover";

		/** The load is over, leadership is given back: every log is read to its end. */
		public static final String READ = "read";

		/** Nothing more is observed. */
		public static final String END = "end";

		public Phase {
			word(name, "name", START, LOAD, HEAL, RECOVER, READ, END);
		}

	}

	/**
	 * What was asked of the cluster and no other kind tells. Of the same name the last
	 * one counts.
	 *
	 * @param t nanoseconds since the run began
	 * @param name what was asked, for example {@code replicas on node 1}; without quotes
	 * @param value what was seen: a number, of milliseconds if it is a time, or a text
	 */
	@JsonTypeName("observation")
	record Observed(long t, String name, Object value) implements Event {

		public Observed {
			check(!required(name, "name").contains("\""), "has a name with quotes in it");
			check(required(value, "value") instanceof Number || value instanceof String,
					"has a value that is neither a number nor a text");
		}

	}

	/**
	 * A sentence for people.
	 *
	 * @param t nanoseconds since the run began
	 * @param text the sentence
	 */
	@JsonTypeName("note")
	record Note(long t, String text) implements Event {

		public Note {
			required(text, "text");
		}

	}

	/**
	 * Effective settings, as the cluster reports them.
	 *
	 * @param t nanoseconds since the run began
	 * @param topic the topic's, by name
	 * @param nodes those of each node, by its id
	 */
	@JsonTypeName("config")
	record Config(long t, Map<String, String> topic, Map<Integer, Map<String, String>> nodes) implements Event {

		public Config {
			topic = Collections.unmodifiableMap(new TreeMap<>(required(topic, "topic")));
			nodes = Collections.unmodifiableMap(new TreeMap<>(required(nodes, "nodes")));
			check(!topic.containsValue(null), "holds null in topic");
			check(!nodes.containsValue(null), "holds null in nodes");
		}

	}

	/**
	 * A wait of the scenario that did not happen.
	 *
	 * @param t nanoseconds since the run began
	 * @param step the step that waited
	 * @param condition what it waited for
	 * @param seen what was there instead
	 */
	@JsonTypeName("unmet")
	record Unmet(long t, String step, String condition, String seen) implements Event {

		public Unmet {
			required(step, "step");
			required(condition, "condition");
			required(seen, "seen");
		}

	}

	/**
	 * An event of a kind that this version does not know.
	 *
	 * @param t nanoseconds since the run began
	 */
	@JsonTypeName("unknown")
	record Unknown(long t) implements Event {
	}

	/**
	 * A record's place in the log, and whose it is.
	 *
	 * @param partition the partition, from 0
	 * @param offset the offset, from 0
	 * @param id the id of the send, or null for a record in which none could be found
	 */
	record Position(int partition, long offset, @Nullable String id) {

		public Position {
			check(isOffset(offset), "holds the offset " + offset);
		}

	}

	/**
	 * A record that was handed to a member of a share group.
	 *
	 * @param partition the partition, from 0
	 * @param offset the offset, from 0
	 * @param id the id of the send, or null for a record in which none could be found
	 * @param deliveries how often it was delivered by Kafka's count, this time included
	 */
	record Acquired(int partition, long offset, @Nullable String id, int deliveries) {

		public Acquired {
			check(isOffset(offset), "holds the offset " + offset);
			check(deliveries >= 1, "holds the delivery count " + deliveries);
		}

		/** Its place, without the count. */
		public Position position() {
			return new Position(this.partition, this.offset, this.id);
		}

	}

	/** Beyond 2^53 not every JSON library keeps a number as it is. */
	private static boolean isOffset(long offset) {
		return offset >= 0 && offset < 1L << 53;
	}

	private static <T> T required(@Nullable T value, String field) {
		if (value == null) {
			throw new IllegalArgumentException("lacks the field " + field);
		}
		return value;
	}

	private static <T> List<T> listOf(@Nullable Collection<T> values, String field) {
		List<T> copy = new ArrayList<>(required(values, field));
		check(!copy.contains(null), "holds null in " + field);
		return Collections.unmodifiableList(copy);
	}

	private static void word(@Nullable String value, String field, String... words) {
		String known = required(value, field);
		check(List.of(words).contains(known),
				"has the " + field + " \"" + known + "\", which is none of " + String.join(", ", words));
	}

	private static void check(boolean met, String problem) {
		if (!met) {
			throw new IllegalArgumentException(problem);
		}
	}

}
