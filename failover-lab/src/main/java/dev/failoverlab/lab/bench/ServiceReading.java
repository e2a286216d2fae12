package dev.failoverlab.lab.bench;

import java.time.Duration;

import dev.failoverlab.lab.service.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * A consumer service that reads a whole topic, a new process and a new group in each
 * round. The first half of the records warms it up.
 */
final class ServiceReading implements Contender.Load {

	private final BenchCluster cluster;

	private final String topic;

	private final long records;

	private int rounds;

	private String group = "";

	private @Nullable ServiceProcess service;

	ServiceReading(BenchCluster cluster, String topic, long records) {
		this.cluster = cluster;
		this.topic = topic;
		this.records = records;
	}

	@Override
	public Tally run(Duration time) {
		this.group = "reading-" + ++this.rounds;
		ServiceProcess started = this.cluster.consumerService(this.topic, this.group);
		this.service = started;
		this.cluster.awaitCommitted(this.group, this.records);
		HandledRecords handled = new HandledRecords();
		Delivery.read(started.address(), 0, handled::add);
		return handled.tally();
	}

	@Override
	public void finish() {
		if (this.service != null) {
			this.service.close();
			this.cluster.deleteFilesOf(this.group);
		}
	}

}
