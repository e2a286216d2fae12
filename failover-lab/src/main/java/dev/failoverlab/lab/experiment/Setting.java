package dev.failoverlab.lab.experiment;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Step;

/** In which setting a run is played, in sentences for its page. */
final class Setting {

	private Setting() {
	}

	static List<String> inWords(Scenario scenario) {
		List<String> words = new ArrayList<>();
		int partitions = scenario.topic().partitions();
		words.add("topic " + scenario.topic().name() + ": " + partitions
				+ ((partitions == 1) ? " partition" : " partitions") + ", replication factor "
				+ scenario.topic().replicationFactor() + ", min.insync.replicas " + scenario.topic().minIsr());
		words.add("load: " + scenario.load().ratePerSecond() + " emails a second of " + scenario.load().bodyBytes()
				+ " bytes");
		scenario.steps().stream().map(Step::inWords).forEach(words::add);
		return words;
	}

}
