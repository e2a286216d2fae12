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

	private final Emails emails = new Emails();

	private final Logs logs;

	private final Neighbours neighbours = new Neighbours();

	private final Settings settings;

	private final Timeline timeline = new Timeline();

	private final Latencies latencies = new Latencies();

	private final Outages outages;

	private final Map<String, Object> observed = new LinkedHashMap<>();

	private final List<Event.Unmet> unmet = new ArrayList<>();

	private long slowestDelivery = -1;

	private @Nullable Long firstAcknowledged;

	VerdictBuilder(Event.Run run, List<Expectation> expectations) {
		this.run = run;
		this.expectations = expectations;
		this.logs = new Logs(run.partitions());
		this.settings = new Settings(run.settings());
		this.outages = new Outages(this.timeline, run.partitions());
	}

	void accept(long line, Event event) {
		this.timeline.passed(event.t());
		if (event instanceof Event.Send send) {
			send(line, send);
		}
		else if (event instanceof Event.Poll poll) {
			poll(poll, new Reading(line, poll.t(), poll.process(), isCommitted(this.run.consumerIsolation())));
		}
		else if (event instanceof Event.Scan part) {
			scan(part, new Reading(line, part.t(), part.process(), isCommitted(part.isolation())));
		}
		else if (event instanceof Event.Tx tx) {
			this.emails.accept(line, tx);
		}
		else if (event instanceof Event.Assign assign) {
			assign.positions().forEach((partition, position) -> this.logs.of(partition).name(position));
			this.neighbours.assigned(line, assign);
		}
		else {
			cluster(line, event);
		}
	}

	private static boolean isCommitted(String isolation) {
		return isolation.equals(Event.READ_COMMITTED);
	}

	private void cluster(long line, Event event) {
		if (event instanceof Event.Log log) {
			this.logs.bounds(line, log);
		}
		else if (event instanceof Event.FaultChange fault) {
			this.timeline.fault(line, fault);
			this.outages.faultChanged();
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
		else if (event instanceof Event.Config config) {
			this.settings.inForce(config);
		}
		else if (event instanceof Event.Unmet wait) {
			this.unmet.add(wait);
		}
	}

	private void send(long line, Event.Send event) {
		Email email = this.emails.accept(line, event);
		this.outages.sent(line, email, event);
		if (event.type() == Event.Type.OK) {
			this.firstAcknowledged = (this.firstAcknowledged != null) ? this.firstAcknowledged
					: Long.valueOf(event.t());
			this.latencies.record(event.t() - email.invokedAt);
			if (email.offset != Email.UNKNOWN) {
				this.logs.of(email.partition).at(email.offset, email);
			}
		}
	}

	private void poll(Event.Poll poll, Reading reading) {
		for (Event.Position record : poll.records()) {
			Email email = this.emails.of(record.id());
			email.poll(reading);
			this.logs.of(record.partition()).poll(record.offset(), email, reading);
			this.neighbours.polled(record.partition(), record.offset(), email, reading);
			this.outages.polled(record, poll.t());
			if (email.isSend() && email.deliveries == 1) {
				this.slowestDelivery = Math.max(this.slowestDelivery, poll.t() - email.invokedAt);
			}
		}
	}

	private void scan(Event.Scan part, Reading reading) {
		this.logs.scanned(reading.committed());
		for (Event.Position record : part.records()) {
			Email email = this.emails.of(record.id());
			email.read(reading);
			this.logs.of(record.partition()).scan(record.offset(), email, reading);
		}
	}

	Verdict verdict() {
		this.emails.settle();
		if (!this.settings.areCompacted()) {
			this.logs.compareScans();
		}
		Facts facts = facts();
		List<String> reasons = new Validity(this.timeline, this.logs, this.outages, this.settings.areCompacted(),
				facts.sends().notJudged(), this.firstAcknowledged, this.unmet, this.expectations)
			.reasons();
		List<Expectation.Judged> judged = this.expectations.stream().map((each) -> each.judge(facts)).toList();
		List<Met> met = judged.stream().map(Expectation.Judged::met).toList();
		return new Verdict(this.run.scenario(), outcome(judged, reasons.isEmpty()), reasons, this.run.kafka(),
				this.run.backend(), this.run.started(), this.timeline.end() / MILLISECOND, facts.sends(),
				facts.findings(), facts.deliveries(), facts.outages(), facts.latency(), facts.leaders(), met,
				facts.observed(), new ChartDataBuilder(this.emails, this.timeline, this.run.partitions()).course());
	}

	private static Outcome outcome(List<Expectation.Judged> judged, boolean valid) {
		if (judged.stream().anyMatch((each) -> !each.met().met() && (valid || each.proven()))) {
			return Outcome.FAIL;
		}
		return valid ? Outcome.PASS : Outcome.INVALID;
	}

	private Facts facts() {
		LeaderTable leaders = new LeaderTable(this.timeline, this.run.partitions());
		Tables tables = new Tables(this.emails, this.logs, this.neighbours,
				Tables.isolation(this.run.consumerIsolation()), this.settings.areCompacted());
		return new Facts(sends(), Anomaly.all().stream().map((anomaly) -> anomaly.finding(tables)).toList(),
				deliveries(), this.outages.all(), this.latencies.latency(),
				(this.slowestDelivery >= 0) ? Long.valueOf(this.slowestDelivery / MILLISECOND) : null, leaders.rows(),
				leaders.last(), leaders.endsWhole(), this.observed);
	}

	private Sends sends() {
		return new Sends(this.emails.count(Event.Type.OK), this.emails.count(Event.Type.FAIL),
				this.emails.count(Event.Type.INFO), this.emails.sends().filter(this.logs::isRemoved).count(),
				this.logs.foreign());
	}

	private Deliveries deliveries() {
		long[] count = new long[3];
		long[] most = new long[1];
		this.emails.sends().filter(Email::isAcknowledged).mapToInt((email) -> email.deliveries).forEach((times) -> {
			count[Math.min(times, 2)]++;
			most[0] = Math.max(most[0], times);
		});
		return new Deliveries(count[0], count[1], count[2], most[0]);
	}

}
