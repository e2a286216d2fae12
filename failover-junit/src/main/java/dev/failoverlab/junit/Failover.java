package dev.failoverlab.junit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.witness.ConsumerWitness;
import dev.failoverlab.witness.ProducerWitness;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes nodes fail while the tested code works, and judges what became of its records.
 */
public final class Failover extends Inflicting {

	private final TestCluster cluster;

	private final String name;

	private final List<String> reports = new CopyOnWriteArrayList<>();

	Failover(TestCluster cluster, String name) {
		this.cluster = cluster;
		this.name = name;
	}

	@Override
	public Drill fault(String word, Target target, Map<String, String> values) {
		return new Drill(this).fault(word, target, values);
	}

	/** The cluster. */
	public KafkaCluster cluster() {
		return this.cluster.cluster();
	}

	/** What a producer that Spring does not make is configured with. */
	public Map<String, Object> producerSettings() {
		return settings(ProducerWitness.class);
	}

	/** What a consumer that Spring does not make is configured with. */
	public Map<String, Object> consumerSettings() {
		return settings(ConsumerWitness.class);
	}

	private Map<String, Object> settings(Class<?> witness) {
		return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, this.cluster.bootstrapServers(),
				ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, witness.getName(), Witness.FILE,
				this.cluster.witnessFile().toString());
	}

	/**
	 * What the tested app, which is still to run, made of the records of one topic in
	 * another. Waits until each became one, as long as more come.
	 * @param input the topic that the app reads
	 * @param output the topic that it writes; both are topics of the annotation
	 */
	public Outputs outputs(String input, String output) {
		return new OutputReader(this.cluster).read(this.cluster.wanted().topic(input),
				this.cluster.wanted().topic(output));
	}

	TestCluster testCluster() {
		return this.cluster;
	}

	/**
	 * Tests that run in parallel on one cluster wait for each other here: each run has
	 * the cluster and its faults for itself.
	 */
	Verdict play(Plan plan) {
		synchronized (this.cluster) {
			Judgement judgement = Judgement.of(this.cluster, plan, this.name);
			this.reports.add(judgement.text());
			return judgement.verdict();
		}
	}

	/** The reports of all verdicts of this test. */
	Stream<String> reports() {
		return this.reports.stream();
	}

}
