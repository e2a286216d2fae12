package dev.failoverlab.lab.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;

/** What the nodes of a cluster are. */
public sealed interface Backend permits StartedNodes, OwnCluster, SharedCluster {

	/** Those that the lab starts itself. */
	static List<Backend> started() {
		return List.of(StartedNodes.values());
	}

	/**
	 * Makes sure that there can be such nodes here.
	 * @throws UsageException when not; the message tells what to do
	 */
	void check();

	/**
	 * Why a scenario cannot be played on such nodes.
	 * @param scenario the scenario
	 * @return the reason, which names what cannot be done, or empty when it can
	 */
	Optional<String> refusal(Scenario scenario);

	/**
	 * Makes sure that a scenario can be played on such nodes.
	 * @param scenario the scenario
	 * @throws UsageException when it cannot; the message names what cannot be done
	 */
	default void check(Scenario scenario) {
		refusal(scenario).ifPresent((reason) -> {
			throw new UsageException(reason);
		});
	}

	/** What the faults of a scenario need and such nodes do not have. */
	Optional<String> missing(Scenario scenario);

	/**
	 * Fetches what nodes of another Kafka version need, unless it is there.
	 * @param version the version
	 * @param progress takes a message on each change
	 * @throws UsageException when there is no such version, it cannot be fetched, or such
	 * nodes cannot be of another version
	 */
	void fetch(String version, Consumer<String> progress);

	/**
	 * Makes a cluster of such nodes; nothing runs until it is started.
	 * @param spec the layout
	 * @param progress takes a sentence about each stage of its start
	 * @return the cluster
	 */
	KafkaCluster create(ClusterSpec spec, Consumer<String> progress);

	/**
	 * A cluster for one run, which closes it.
	 * @param closing what is closed at the end of the run
	 */
	default KafkaCluster open(ClusterSpec spec, Consumer<String> progress, CloseStack closing) {
		return closing.add(create(spec, progress));
	}

	/**
	 * The file that says where an app of others, which is the load, writes what it does.
	 */
	default Optional<ClusterFile> app() {
		return Optional.empty();
	}

	/** What a run may do with the cluster and has to remove from it. */
	default Guest guest() {
		return Guest.atHome();
	}

	/**
	 * The word for it in commands and histories.
	 * @return the name in lower case
	 */
	String word();

}
