package dev.failoverlab.verdict;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All that is said of a run. Equal histories have equal verdicts. What was not observed
 * is null.
 *
 * @param scenario the scenario's name
 * @param outcome pass, fail or invalid
 * @param reasons why the run is inconclusive, in sentences; empty when it is valid. A run
 * that fails can have reasons too: then it proves a finding in spite of them
 * @param kafka the version of the nodes
 * @param backend what the nodes ran in
 * @param started when the run began
 * @param durationMs from the beginning of the run to its last event
 * @param sends sends by outcome
 * @param findings one for each anomaly that applies, in the order of {@link Anomaly}
 * @param deliveries acknowledged sends by how often the consumer handled them
 * @param share what the members of a share group did, or null when there was none
 * @param outages every partition's outages, by partition and time, and partitions that
 * were not observed
 * @param why what explains them, and the consumer's pauses, in the order of time
 * @param changes of ISRs and the active controller
 * @param settings those of the run, as in its header; {@code question} is what the
 * scenario asks
 * @param latency from the invoke to the acknowledgement
 * @param leaders who led when: before, after, recovered, rebalanced
 * @param expectations in the order of the header
 * @param observed what else was asked of the cluster: numbers and texts, by name, in the
 * order in which each was first seen
 */
public record Verdict(String scenario, Outcome outcome, List<String> reasons, String kafka, String backend,
		Instant started, long durationMs, Sends sends, List<Finding> findings, Deliveries deliveries,
		@Nullable ShareCounts share, List<Outage> outages, List<Explanation> why, Changes changes,
		Map<String, Object> settings, Latency latency, List<Leaders> leaders, List<Met> expectations,
		Map<String, Object> observed) {

	public Verdict {
		reasons = List.copyOf(reasons);
		findings = List.copyOf(findings);
		outages = List.copyOf(outages);
		why = List.copyOf(why);
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		leaders = List.copyOf(leaders);
		expectations = List.copyOf(expectations);
		observed = Collections.unmodifiableMap(new LinkedHashMap<>(observed));
	}

	/** What the scenario asks, or null when the history does not tell. */
	public @Nullable String question() {
		return (this.settings.get("question") instanceof String question) ? question : null;
	}

	/**
	 * The finding of one anomaly.
	 * @param anomaly its name, for example {@code lost-write}
	 * @return how often, and where
	 * @throws java.util.NoSuchElementException when there is no such anomaly, or it does
	 * not apply to the run
	 */
	public Finding finding(String anomaly) {
		return finding(this.findings, anomaly).orElseThrow();
	}

	static Optional<Finding> finding(List<Finding> findings, String anomaly) {
		return findings.stream().filter((finding) -> finding.anomaly().word().equals(anomaly)).findFirst();
	}

	/**
	 * Sends by outcome; those that never completed are of unknown outcome.
	 *
	 * @param ok acknowledged
	 * @param fail certainly not written
	 * @param info of unknown outcome
	 * @param notJudged acknowledged, and removed by retention before anybody could look
	 * @param foreignRecords records of the log that none of these sends made
	 */
	public record Sends(long ok, long fail, long info, long notJudged, long foreignRecords) {
	}

	/**
	 * How often an anomaly was seen, and where.
	 *
	 * @param anomaly which
	 * @param count how often, or null when the history cannot tell
	 * @param unknownBecause why it cannot tell, or null when it can
	 * @param examples up to ten
	 */
	public record Finding(Anomaly anomaly, @Nullable Long count, @Nullable String unknownBecause,
			List<Example> examples) {

		public Finding {
			examples = List.copyOf(examples);
		}

	}

	/**
	 * Where an anomaly can be seen.
	 *
	 * @param ids the sends that it shows in
	 * @param partitions where; one for each offset, or one for all
	 * @param offsets where in them; empty when none is known
	 * @param times when, in nanoseconds since the run began
	 * @param lines the lines of the history, from 1, in their order
	 */
	public record Example(List<String> ids, List<Integer> partitions, List<Long> offsets, List<Long> times,
			List<Long> lines) {

		public Example {
			ids = List.copyOf(ids);
			partitions = List.copyOf(partitions);
			offsets = List.copyOf(offsets);
			times = List.copyOf(times);
			lines = lines.stream().filter((line) -> line > 0).sorted().distinct().toList();
		}

		/** One that shows in one send alone, and in these lines besides its own. */
		static Example of(Email email, Long... lines) {
			List<Long> offsets = (email.offset != Email.UNKNOWN) ? List.of(email.offset) : List.of();
			List<Long> times = (email.completionLine > 0) ? List.of(email.invokedAt, email.completedAt)
					: List.of(email.invokedAt);
			return new Example(ids(email), List.of(email.partition), offsets, times,
					Stream.concat(Stream.of(email.invokeLine, email.completionLine), Stream.of(lines)).toList());
		}

		static List<String> ids(Email... emails) {
			return Stream.of(emails).map((email) -> email.id).filter(Objects::nonNull).toList();
		}

		String id(int index) {
			return (index < this.ids.size()) ? this.ids.get(index) : "without an id";
		}

		int partition() {
			return this.partitions.get(0);
		}

		String time(int index) {
			return String.format(Locale.ROOT, "%.3f s", this.times.get(index) / 1e9);
		}

		String place() {
			return this.offsets.isEmpty() ? " on partition " + partition() + ", without an offset"
					: " at offset " + this.offsets.get(0) + " of partition " + partition();
		}

		String places() {
			return IntStream.range(0, this.offsets.size())
				.mapToObj((i) -> "offset " + this.offsets.get(i) + " of partition "
						+ this.partitions.get(Math.min(i, this.partitions.size() - 1)))
				.collect(Collectors.joining(" and at "));
		}

		String step() {
			return (this.offsets.size() == 2)
					? "from offset " + this.offsets.get(0) + " to offset " + this.offsets.get(1)
					: "from the beginning to offset " + this.offsets.get(0);
		}

	}

	/**
	 * Acknowledged sends by how often the consumer handled them.
	 *
	 * @param never not once
	 * @param once exactly once
	 * @param more more than once
	 * @param most the most that any of them was handled
	 */
	public record Deliveries(long never, long once, long more, long most) {
	}

	/**
	 * What the members of a share group did.
	 *
	 * @param acquired deliveries to members
	 * @param accepted deliveries that they accepted
	 * @param released deliveries that they gave back
	 * @param rejected deliveries that they rejected
	 * @param confirmed acknowledgements of these that Kafka took without an error
	 * @param refused acknowledgements that ended with an error
	 * @param unanswered acknowledgements without an outcome
	 */
	public record ShareCounts(long acquired, long accepted, long released, long rejected, long confirmed, long refused,
			long unanswered) {
	}

	/**
	 * A stretch in which a partition took no writes; or, when not observed, a partition
	 * that nothing was sent to.
	 *
	 * @param partition the partition, from 0
	 * @param observed whether anything was sent to it
	 * @param fault the word of the fault that was in force, or null for none
	 * @param phrase what reports call that fault, for example {@code isolation}
	 * @param node the node that the fault hit, when it was one
	 * @param fromMs when it began, in ms since the run began
	 * @param toMs the acknowledgement that ended it, or null when it never ended
	 * @param lengthMs its length, up to the end of the load when it never ended
	 * @param detectionMs from asking for the fault to the first report of a new leader or
	 * an ISR without the node
	 * @param recoveryMs from there to the first acknowledgement
	 * @param consumerMs the longest stretch in which the consumer handled nothing of the
	 * partition though something acknowledged was there
	 * @param basis the observations that all this rests on, in the order of the history
	 */
	public record Outage(int partition, boolean observed, @Nullable String fault, @Nullable String phrase,
			@Nullable Integer node, @Nullable Long fromMs, @Nullable Long toMs, @Nullable Long lengthMs,
			@Nullable Long detectionMs, @Nullable Long recoveryMs, @Nullable Long consumerMs, List<Observation> basis) {

		public Outage {
			basis = List.copyOf(basis);
		}

		static Outage unobserved(int partition) {
			return new Outage(partition, false, null, null, null, null, null, null, null, null, null, List.of());
		}

		/**
		 * Whether it lasted to the end of the load and beyond.
		 * @return true when no acknowledgement ended it
		 */
		public boolean neverEnded() {
			return this.observed && this.toMs == null;
		}

	}

	/** What an observation says of an outage. */
	public enum Sign {

		/** The last acknowledgement before it, or the first send in it. */
		BEGAN,

		/** The fault that caused it was asked for. */
		FAULT,

		/** A node told of a new leader, or of an ISR without the faulty node. */
		DETECTED,

		/** The first acknowledgement after it. */
		ENDED

	}

	/**
	 * One line of the history that an outage rests on.
	 *
	 * @param sign what it says of the outage
	 * @param t when, in nanoseconds since the run began
	 * @param line the line of the history, from 1
	 */
	public record Observation(Sign sign, long t, long line) {
	}

	/**
	 * How long acknowledged sends took, in milliseconds; null when there are none.
	 *
	 * @param p50 half of them took at most this
	 * @param p99 99 of 100
	 * @param p999 999 of 1000
	 * @param max the longest
	 */
	public record Latency(@Nullable Double p50, @Nullable Double p99, @Nullable Double p999, @Nullable Double max) {
	}

	/**
	 * Who led at one moment.
	 *
	 * @param when before, after, recovered or rebalanced
	 * @param leader the leader of every partition; null when there is none, or it is not
	 * known
	 */
	public record Leaders(String when, Map<Integer, @Nullable Integer> leader) {

		public Leaders {
			leader = Collections.unmodifiableMap(new TreeMap<>(leader));
		}

	}

	/**
	 * An expectation, and what became of it.
	 *
	 * @param expect the expectation as the header has it
	 * @param seen what was seen
	 * @param met whether it was met
	 */
	public record Met(String expect, String seen, boolean met) {
	}

}
