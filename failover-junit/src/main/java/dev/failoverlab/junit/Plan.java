package dev.failoverlab.junit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.run.Topic;

/**
 * What a run does.
 *
 * @param topic the topic that is judged
 * @param steps the faults, in order
 * @param lasting how long they stay in force once the other nodes have reacted
 * @param isolation how the consumers under test read
 * @param work what the tested code does meanwhile
 */
record Plan(Topic topic, List<Step> steps, Duration lasting, String isolation, Workload.Plan work) {

	Map<String, Object> settings() {
		List<String> faults = this.steps.stream().map(Step::description).toList();
		Map<String, Object> settings = new TreeMap<>();
		settings.put("question", "Do the clients survive it? " + String.join("; ", faults));
		settings.put("through", "junit");
		settings.put("steps", faults);
		settings.put("rate_per_second", this.work.perSecond());
		return settings;
	}

	/**
	 * One fault.
	 *
	 * @param after how long to wait before it
	 */
	record Step(Duration after, NodeFault fault, Target target, Values values) {

		String description() {
			return this.fault.description(this.target.description(), this.values);
		}

	}

}
