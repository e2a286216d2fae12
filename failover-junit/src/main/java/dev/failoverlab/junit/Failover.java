package dev.failoverlab.junit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.report.TextReport;
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
			this.reports
				.add(TextReport.of(judgement.verdict(), false) + "\nPage      " + RunFiles.display(judgement.page()));
			return judgement.verdict();
		}
	}

	/** The reports of all verdicts of this test. */
	Stream<String> reports() {
		return this.reports.stream();
	}

}
