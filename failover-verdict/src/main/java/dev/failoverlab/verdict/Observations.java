package dev.failoverlab.verdict;

import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Outage;

/**
 * What outages and their causes are found by: the cluster, its settings, and when
 * partitions took writes.
 */
final class Observations {

	private final int partitions;

	private final Timeline timeline = new Timeline();

	private final Settings settings;

	private final Outages outages;

	Observations(Event.Run run) {
		this.partitions = run.partitions();
		this.settings = new Settings(run);
		this.outages = new Outages(this.timeline, run.partitions());
	}

	void passed(long t) {
		this.timeline.passed(t);
	}

	void sent(long line, Email email, Event.Send event) {
		this.outages.sent(line, email, event);
		this.timeline.unsent(line, email.ledTo, event);
	}

	void polled(Event.Position record, long t) {
		this.outages.polled(record, t);
	}

	/**
	 * What happened to the cluster and the consumer's group; other events are no part of
	 * it.
	 */
	void cluster(long line, Event event) {
		if (event instanceof Event.FaultChange fault) {
			this.timeline.fault(line, fault);
			this.outages.faultChanged();
		}
		else if (event instanceof Event.Partition report) {
			this.timeline.report(line, report);
		}
		else if (event instanceof Event.Quorum report) {
			this.timeline.report(line, report);
		}
		else if (event instanceof Event.Assign assign) {
			this.timeline.assigned(line, assign);
		}
		else if (event instanceof Event.Phase phase) {
			this.timeline.phase(phase);
		}
		else if (event instanceof Event.Config config) {
			this.settings.inForce(config);
		}
	}

	List<Outage> outages() {
		return this.outages.all();
	}

	List<Explanation> explanations(List<Outage> of) {
		return new Explanations(this.timeline, this.settings, this.partitions).of(of, this.outages.pauses());
	}

	Timeline timeline() {
		return this.timeline;
	}

	Settings settings() {
		return this.settings;
	}

	Outages table() {
		return this.outages;
	}

}
