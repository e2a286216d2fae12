package dev.failoverlab.lab.scenario;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.lab.history.Recorder;
import dev.failoverlab.lab.load.ClientLoad;
import dev.failoverlab.lab.load.ClientReader;
import dev.failoverlab.lab.load.Sender;

/** A plain producer and a plain consumer in this JVM. */
final class ClientTraffic implements Traffic {

	private final String bootstrapServers;

	private final String topic;

	private final Recorder recorder;

	private final CloseStack closing;

	private final ClientLoad load;

	ClientTraffic(KafkaCluster cluster, Scenario scenario, RunOptions options, Recorder recorder, CloseStack closing) {
		this.bootstrapServers = cluster.bootstrapServers();
		this.topic = scenario.topic().name();
		this.recorder = recorder;
		this.closing = closing;
		this.load = closing.add(new ClientLoad(this.bootstrapServers, this.topic, options.producer()));
	}

	@Override
	public void start() {
		this.closing.add(new ClientReader(this.bootstrapServers, this.topic, this.recorder));
	}

	@Override
	public Sender sender(int partition, Recorder recorder) {
		return this.load.sender(partition, recorder);
	}

}
