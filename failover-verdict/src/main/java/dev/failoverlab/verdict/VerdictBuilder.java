package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryReader.Sink;
import dev.failoverlab.verdict.Verdict.Deliveries;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Sends;
import org.jspecify.annotations.Nullable;

/** One run being judged: hands each event to the tables and checks that it concerns. */
final class VerdictBuilder {

	private static final long MILLISECOND = 1_000_000;

	/** What each kind of event concerns. */
	private final Map<Class<?>, Sink<Event>> concerns = new HashMap<>();

	private final Event.Run run;

	private final List<Expectation> expectations;

	private final Emails emails = new Emails();

	private final Logs logs;

	private final Neighbours neighbours = new Neighbours();

	private final Observations observations;

	private final ShareGroup share;

	private final Latencies latencies = new Latencies();

	private final Map<String, Object> observed = new LinkedHashMap<>();

	private final List<Event.Unmet> unmet = new ArrayList<>();

	private final List<Event.Health> health = new ArrayList<>();

	private long slowestDelivery = -1;

	private @Nullable Long firstAcknowledged;

	VerdictBuilder(Event.Run run, List<Expectation> expectations) {
		this.run = run;
		this.expectations = expectations;
		this.logs = new Logs(run.partitions());
		this.observations = new Observations(run);
		this.share = new ShareGroup(run, this.observations);
		on(Event.Send.class, this::send);
		on(Event.Poll.class, this::poll);
		on(Event.Acquire.class, this::acquire);
		on(Event.Acknowledge.class, this.share::acknowledged);
		on(Event.Leave.class, this.share::left);
		on(Event.Scan.class, this::scan);
		on(Event.Tx.class, this.emails::accept);
		on(Event.Assign.class, this::assign);
		on(Event.Log.class, this.logs::bounds);
		on(Event.Observed.class, (line, seen) -> this.observed.put(seen.name(), seen.value()));
		on(Event.Unmet.class, (line, wait) -> this.unmet.add(wait));
		on(Event.Health.class, (line, change) -> this.health.add(change));
	}

	private <E extends Event> void on(Class<E> kind, Sink<E> concern) {
		this.concerns.put(kind, (line, event) -> concern.accept(line, kind.cast(event)));
	}

	void accept(long line, Event event) {
		Sink<Event> concern = this.concerns.get(event.getClass());
		if (concern != null) {
			concern.accept(line, event);
		}
		this.observations.take(line, event);
	}

	private static boolean isCommitted(String isolation) {
		return isolation.equals(Event.READ_COMMITTED);
	}

	private void assign(long line, Event.Assign event) {
		event.positions().forEach((partition, position) -> this.logs.of(partition).name(position));
		this.neighbours.assigned(line, event);
	}

	private void send(long line, Event.Send event) {
		Email email = this.emails.accept(line, event);
		this.observations.sent(line, email, event);
		if (event.type() == Event.Type.OK) {
			this.firstAcknowledged = (this.firstAcknowledged != null) ? this.firstAcknowledged
					: Long.valueOf(event.t());
			this.latencies.record(event.t() - email.invokedAt);
			if (email.offset != Email.UNKNOWN) {
				this.logs.of(email.partition).at(email.offset, email);
			}
		}
	}

	private void poll(long line, Event.Poll poll) {
		Reading reading = new Reading(line, poll.t(), poll.process(), isCommitted(this.run.consumerIsolation()));
		for (Event.Position record : poll.records()) {
			Email email = delivered(record, reading);
			this.neighbours.polled(record.partition(), record.offset(), email, reading);
		}
	}

	/** What a member of a share group is handed is delivered; it is in no order. */
	private void acquire(long line, Event.Acquire event) {
		Reading reading = new Reading(line, event.t(), event.process(), isCommitted(this.run.consumerIsolation()));
		for (Event.Acquired record : event.records()) {
			this.share.acquired(event, record, delivered(record.position(), reading), reading);
		}
	}

	private Email delivered(Event.Position record, Reading reading) {
		Email email = this.emails.of(record.id());
		email.poll(reading);
		this.logs.of(record.partition()).poll(record.offset(), email, reading);
		this.observations.polled(record, reading.t());
		if (email.isSend() && email.deliveries == 1) {
			this.slowestDelivery = Math.max(this.slowestDelivery, reading.t() - email.invokedAt);
		}
		return email;
	}

	private void scan(long line, Event.Scan part) {
		Reading reading = new Reading(line, part.t(), part.process(), isCommitted(part.isolation()));
		this.logs.scanned(reading.committed());
		for (Event.Position record : part.records()) {
			Email email = this.emails.of(record.id());
			email.read(reading);
			this.logs.of(record.partition()).scan(record.offset(), email, reading);
		}
	}

	Verdict verdict() {
		this.emails.settle();
		this.share.settle();
		if (!this.observations.settings.areCompacted()) {
			this.logs.compareScans();
		}
		Facts facts = facts();
		List<String> reasons = new Validity(this.observations, this.logs, facts.sends().notJudged(),
				this.firstAcknowledged, this.unmet, this.expectations)
			.reasons();
		List<Expectation.Judged> judged = this.expectations.stream().map((each) -> each.judge(facts)).toList();
		List<Met> met = judged.stream().map(Expectation.Judged::met).toList();
		return new Verdict(this.run.scenario(), outcome(judged, reasons.isEmpty()), reasons, this.run.kafka(),
				this.run.backend(), this.run.started(), this.observations.timeline.end() / MILLISECOND, facts.sends(),
				facts.findings(), facts.deliveries(), this.share.isThere() ? this.share.counts() : null,
				facts.outages(), new Explanations(this.observations).of(facts.outages()),
				Changes.of(this.observations.timeline, this.run.partitions()), this.run.settings(), facts.latency(),
				facts.leaders(), met, facts.observed());
	}

	private static Outcome outcome(List<Expectation.Judged> judged, boolean valid) {
		if (judged.stream().anyMatch((each) -> !each.met().met() && (valid || each.proven()))) {
			return Outcome.FAIL;
		}
		return valid ? Outcome.PASS : Outcome.INVALID;
	}

	private Facts facts() {
		LeaderTable leaders = new LeaderTable(this.observations.timeline, this.run.partitions());
		Tables tables = new Tables(this.emails, this.logs, this.neighbours,
				Tables.isolation(this.run.consumerIsolation()), this.observations.settings.areCompacted(), this.share);
		return new Facts(sends(), findings(tables), deliveries(), Rebalances.count(this.observations.timeline),
				new Outages(this.observations).all(), this.latencies.latency(),
				(this.slowestDelivery >= 0) ? Long.valueOf(this.slowestDelivery / MILLISECOND) : null, leaders.rows(),
				leaders.last(), leaders.endsWhole(), this.observed, timesDown());
	}

	private @Nullable Long timesDown() {
		return this.health.isEmpty() ? null : Long
			.valueOf(this.health.stream().filter((change) -> change.status().equals(Event.Health.DOWN)).count());
	}

	private static List<Finding> findings(Tables tables) {
		return Anomaly.all()
			.stream()
			.filter((anomaly) -> anomaly.appliesTo(tables))
			.map((anomaly) -> anomaly.finding(tables))
			.toList();
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
