package dev.failoverlab.verdict;

import java.util.List;
import java.util.stream.IntStream;

import dev.failoverlab.history.Event;

/**
 * What outages and their causes are found by: the cluster, its settings, and when
 * partitions took writes.
 */
final class Observations {

	final Timeline timeline = new Timeline();

	final Settings settings;

	/** By number. */
	final List<Availability> partitions;

	/** Whether anything was ever consumed. */
	boolean consumed;

	private long lastSendEvent;

	Observations(Event.Run run) {
		this.settings = new Settings(run);
		this.partitions = IntStream.range(0, run.partitions()).mapToObj(Availability::new).toList();
	}

	/** Takes any event; of those of clients only how far the run has come. */
	void take(long line, Event event) {
		this.timeline.take(line, event);
		if (event instanceof Event.FaultChange) {
			this.partitions.forEach((partition) -> partition.watch(this.timeline.isFaultInForce()));
		}
		else if (event instanceof Event.Config config) {
			this.settings.inForce(config);
		}
	}

	/**
	 * Takes a send once the table knows it. A record that went elsewhere than its key led
	 * counts where it went.
	 */
	void sent(long line, Email email, Event.Send event) {
		this.lastSendEvent = event.t();
		this.timeline.unsent(line, email.ledTo, event);
		Availability ledTo = this.partitions.get(email.ledTo);
		switch (event.type()) {
			case INVOKE -> {
				ledTo.invoked(line, event.t());
				ledTo.watch(this.timeline.isFaultInForce());
			}
			case OK -> {
				ledTo.completed();
				this.partitions.get(email.partition).acknowledged(line, email.offset, event.t());
			}
			case FAIL, INFO -> ledTo.completed();
		}
	}

	void polled(Event.Position record, long t) {
		this.consumed = true;
		this.partitions.get(record.partition()).handled(record.offset(), t);
	}

	/**
	 * The partitions that no send was under way to while a fault was in force; none
	 * without a fault.
	 */
	List<Integer> unwatched() {
		return IntStream.range(0, this.partitions.size())
			.filter((partition) -> this.timeline.wasFaultInForce() && !this.partitions.get(partition).isWatched())
			.boxed()
			.toList();
	}

	/** The consumer's long pauses; none where nothing was ever consumed. */
	List<ConsumerPause> pauses() {
		return !this.consumed ? List.of()
				: this.partitions.stream().flatMap((partition) -> partition.pauses(this.timeline.end())).toList();
	}

	/** The load is over at the last invoke, and not before the phase of the load is. */
	long loadEnd() {
		Long phase = this.timeline.afterLoad();
		long lastInvoke = this.partitions.stream().mapToLong(Availability::lastInvoke).max().orElse(0);
		return Math.max(lastInvoke, (phase != null) ? phase : this.lastSendEvent);
	}

}
