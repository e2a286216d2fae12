package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Deliveries;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Sends;
import org.jspecify.annotations.Nullable;

/** One run being judged: hands each event to the tables and checks that it concerns. */
final class VerdictBuilder {

	private static final long MILLISECOND = 1_000_000;

	private final Event.Run run;

	private final List<Expectation> expectations;

	private final SendTable sends = new SendTable();

	private final Timeline timeline = new Timeline();

	private final Latencies latencies = new Latencies();

	private final LogScan scan;

	private final Neighbours neighbours = new Neighbours();

	private final Outages outages;

	private final List<Check> checks;

	private final Map<String, Object> observed = new LinkedHashMap<>();

	private long slowestDelivery = -1;

	private @Nullable Long firstAcknowledged;

	VerdictBuilder(Event.Run run, List<Expectation> expectations) {
		this.run = run;
		this.expectations = expectations;
		this.scan = new LogScan(run.partitions(), this.sends);
		this.outages = new Outages(this.sends, this.timeline, run.partitions());
		this.checks = checks(run, this.sends, this.scan);
	}

	/** The checks, in the order of the anomalies. */
	private static List<Check> checks(Event.Run run, SendTable sends, LogScan scan) {
		String isolation = run.consumerIsolation();
		return List.of(new LostWrite(sends, scan), new Unseen(sends, scan), new Duplicate(sends),
				new InconsistentOffsets(sends, run.partitions()), new AbortedRead(sends), new PrecommittedRead(sends),
				new PollSkip(Anomaly.POLL_SKIP, sends, scan, isolation),
				new NonmonotonicPoll(Anomaly.NONMONOTONIC_POLL, sends),
				new PollSkip(Anomaly.INT_POLL_SKIP, sends, scan, isolation),
				new NonmonotonicPoll(Anomaly.INT_NONMONOTONIC_POLL, sends),
				new NonmonotonicSend(Anomaly.NONMONOTONIC_SEND, sends),
				new NonmonotonicSend(Anomaly.INT_NONMONOTONIC_SEND, sends));
	}

	void accept(long line, Event event) {
		this.timeline.passed(event.t());
		if (event instanceof Event.Send send) {
			send(line, send);
		}
		else if (event instanceof Event.Poll poll) {
			poll.records().forEach((record) -> poll(line, poll, record));
		}
		else if (event instanceof Event.Scan part) {
			this.scan.begun(part.isolation());
			part.records().forEach((record) -> scan(line, part, record));
		}
		else if (event instanceof Event.Tx tx) {
			this.sends.transactions().accept(line, tx);
		}
		else if (event instanceof Event.Assign assign) {
			this.neighbours.assigned(line, assign);
		}
		else {
			cluster(line, event);
		}
	}

	private void cluster(long line, Event event) {
		if (event instanceof Event.Log log) {
			this.scan.bounds(log);
		}
		else if (event instanceof Event.FaultChange fault) {
			this.timeline.fault(line, fault);
		}
		else if (event instanceof Event.Partition report) {
			this.timeline.report(line, report);
		}
		else if (event instanceof Event.Phase phase) {
			this.timeline.phase(phase);
		}
		else if (event instanceof Event.Observed observation) {
			this.observed.put(observation.name(), observation.value());
		}
	}

	private void send(long line, Event.Send event) {
		int id = this.sends.accept(line, event);
		this.outages.sent(line, id, event);
		if (event.type() == Event.Type.OK) {
			this.firstAcknowledged = (this.firstAcknowledged != null) ? this.firstAcknowledged
					: Long.valueOf(event.t());
			this.latencies.record(event.t() - this.sends.invokedAt(id));
			this.checks.forEach((check) -> check.acknowledged(line, id));
		}
	}

	private void poll(long line, Event.Poll poll, Event.Position record) {
		this.scan.polled(record);
		int id = this.sends.polled(record);
		if (id != SendTable.NO_ID && this.sends.isSend(id) && this.sends.deliveries(id) == 1) {
			this.slowestDelivery = Math.max(this.slowestDelivery, poll.t() - this.sends.invokedAt(id));
		}
		Sighting sighting = new Sighting(line, poll.t(), poll.process(), record.partition(), record.offset(), id,
				this.run.consumerIsolation().equals(Event.READ_COMMITTED));
		this.outages.polled(sighting);
		this.checks.forEach((check) -> check.polled(sighting));
		Neighbours.Pair pair = this.neighbours.next(sighting);
		if (pair != null) {
			this.checks.forEach((check) -> check.handled(pair));
		}
	}

	private void scan(long line, Event.Scan part, Event.Position record) {
		this.scan.scanned(record, part.isolation());
		Sighting sighting = new Sighting(line, part.t(), part.process(), record.partition(), record.offset(),
				this.sends.scanned(record, part.isolation()), part.isolation().equals(Event.READ_COMMITTED));
		this.checks.forEach((check) -> check.scanned(sighting));
	}

	Verdict verdict() {
		Facts facts = facts();
		List<String> reasons = new Validity(this.run, this.timeline, this.scan).reasons(this.firstAcknowledged);
		List<Expectation.Judged> judged = this.expectations.stream().map((each) -> each.judge(facts)).toList();
		List<Met> met = judged.stream().map(Expectation.Judged::met).toList();
		return new Verdict(this.run.scenario(), outcome(judged, reasons.isEmpty()), reasons, this.run.kafka(),
				this.run.backend(), this.run.started(), this.timeline.end() / MILLISECOND, facts.sends(),
				facts.findings(), facts.deliveries(), facts.outages(), facts.latency(), facts.leaders(), met,
				facts.observed(), new ChartDataBuilder(this.sends, this.timeline, this.run.partitions()).course());
	}

	private static Outcome outcome(List<Expectation.Judged> judged, boolean valid) {
		if (judged.stream().anyMatch((each) -> !each.met().met() && (valid || each.proven()))) {
			return Outcome.FAIL;
		}
		return valid ? Outcome.PASS : Outcome.INVALID;
	}

	private Facts facts() {
		LeaderTable leaders = new LeaderTable(this.timeline, this.run.partitions());
		List<Finding> findings = new ArrayList<>();
		this.checks.forEach((check) -> findings.add(check.conclude()));
		return new Facts(sends(), findings, deliveries(), this.outages.all(), this.latencies.latency(),
				(this.slowestDelivery >= 0) ? Long.valueOf(this.slowestDelivery / MILLISECOND) : null, leaders.rows(),
				leaders.last(), leaders.endsWhole(), this.observed);
	}

	private Sends sends() {
		return new Sends(sends(Event.Type.OK), sends(Event.Type.FAIL), sends(Event.Type.INFO));
	}

	private long sends(Event.Type outcome) {
		return this.sends.inOrder().filter((id) -> this.sends.outcome(id) == outcome).count();
	}

	private Deliveries deliveries() {
		long[] count = new long[3];
		long[] most = new long[1];
		this.sends.inOrder().filter(this.sends::isAcknowledged).forEach((id) -> {
			int times = this.sends.deliveries(id);
			count[Math.min(times, 2)]++;
			most[0] = Math.max(most[0], times);
		});
		return new Deliveries(count[0], count[1], count[2], most[0]);
	}

}
