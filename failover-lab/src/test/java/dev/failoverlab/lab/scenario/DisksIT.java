package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.lab.definition.Scenarios;
import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.verdict.Outcome;
import dev.failoverlab.lab.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Disks that fail, and a node that loses everything, one after the other: others take
 * over, and each comes back.
 */
class DisksIT {

	private static final String SCENARIO = """
			question: Is anything lost with what one node keeps?
			layout: { brokers: 3, controllers: 3, disks: 2 }
			broker: { broker.session.timeout.ms: 3000, broker.heartbeat.interval.ms: 500 }
			load: { rate: 60, through: client }
			steps:
			  - after: 1s
			    fault: disk-full
			    target: leader of email.send-0
			  - when: leader of email.send-0 is not 1
			    heal: all
			  - when: isr of email.send-0 is whole
			    fault: disk-gone
			    target: node 2
			  - after: 1s
			    heal: all
			  - when: isr of email.send-1 is whole
			    fault: wipe
			    target: node 3
			  - when: isr of email.send-2 lacks 3
			    heal: all
			afterwards: 1s
			expect: [ lost-write = 0, duplicate = 0, never delivered = 0, a leader moved, every isr is whole, leaders are as before ]
			""";

	@Test
	void nothingIsLostAndEachNodeComesBack(@TempDir Path directory) {
		List<Event> events = new CopyOnWriteArrayList<>();
		Scenario scenario = new Scenarios().read("mine.yaml", "mine", SCENARIO);
		RunOptions options = RunOptions.in(directory.resolve("run")).withPorts(ClusterSpec.Ports.AUTO);
		try (ScenarioRunner runner = new ScenarioRunner(scenario, options)) {
			Verdict verdict = runner.listen(events::add).run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
		}
		assertThat(events).filteredOn(Event.Fault.class::isInstance)
			.extracting((event) -> ((Event.Fault) event).fault() + " " + ((Event.Fault) event).type())
			.containsExactly("disk-full asked", "disk-full begin", "disk-full end", "disk-gone asked",
					"disk-gone begin", "disk-gone end", "wipe asked", "wipe begin", "wipe end");
	}

}
