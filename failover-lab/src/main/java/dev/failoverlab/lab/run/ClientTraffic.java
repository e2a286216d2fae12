package dev.failoverlab.lab.run;

import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.ClientLoad;
import dev.failoverlab.lab.load.ClientReader;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Scenario;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** A plain producer and a plain consumer in this JVM. */
final class ClientTraffic implements Traffic {

	private final String bootstrapServers;

	private final String topic;

	private final Map<String, String> consumer;

	private final Recorder recorder;

	private final CloseStack closing;

	private final ClientLoad load;

	ClientTraffic(KafkaCluster cluster, Scenario scenario, Recorder recorder, CloseStack closing) {
		this.bootstrapServers = cluster.bootstrapServers();
		this.topic = scenario.topic().name();
		this.consumer = new TreeMap<>(scenario.setup().consumer());
		this.consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, scenario.isolation());
		this.recorder = recorder;
		this.closing = closing;
		this.load = closing.add(new ClientLoad(this.bootstrapServers, this.topic, scenario.setup().producer(),
				scenario.load().transactions()));
	}

	@Override
	public void start() {
		this.closing.add(new ClientReader(this.bootstrapServers, this.topic, this.consumer, this.recorder));
	}

	@Override
	public void restart(String service, String with, Runnable down) {
		throw new IllegalStateException("A plain client is no process of its own: no scenario has this.");
	}

	@Override
	public Sender sender(int partition, Recorder recorder) {
		return this.load.sender(partition, recorder);
	}

}
