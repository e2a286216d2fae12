package dev.failoverlab.lab.run;

import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.ClientLoad;
import dev.failoverlab.lab.load.ClientReader;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** A plain producer and a plain consumer in this JVM. */
record ClientTraffic(KafkaCluster cluster, Scenario scenario, String group, Recorder recorder, CloseStack closing,
		ClientLoad load) implements LabTraffic {

	ClientTraffic(KafkaCluster cluster, Scenario scenario, String group, Recorder recorder, CloseStack closing) {
		this(cluster, scenario, group, recorder, closing, closing.add(new ClientLoad(cluster.client(),
				scenario.topic().name(), scenario.setup().producer(), scenario.load().transactions())));
	}

	@Override
	public void start() {
		for (int member = 1; member <= this.scenario.setup().members(); member++) {
			Map<String, String> consumer = new TreeMap<>(this.scenario.setup().consumer(member));
			consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, this.scenario.isolation());
			this.closing.add(new ClientReader(this.cluster.client(), this.scenario.topic().name(), this.group, member,
					consumer, this.recorder));
		}
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
