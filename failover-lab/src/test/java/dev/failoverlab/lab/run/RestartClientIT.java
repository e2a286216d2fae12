package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.history.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Both services are killed, one after the other, and come back in the same run. */
class RestartClientIT {

	private static final String TWO_MEMBERS = """
			question: What does the member that stays notice of one that is restarted?
			consumer: { group.protocol: classic%s }
			load: { rate: 60, members: 2 }
			steps:
			  - { after: 1s, fault: restart-client, with: stop, target: consumer }
			afterwards: 1s
			expect: [ never delivered = 0, rebalances %s ]
			""";

	private static final String SCENARIO = """
			question: What of emails on their way when a service dies?
			consumer: { group.protocol: classic, session.timeout.ms: 6000, heartbeat.interval.ms: 2000 }
			load: { rate: 100 }
			steps:
			  - after: 2s
			    fault: restart-client
			    with: kill
			    target: consumer
			  - after: 1s
			    fault: restart-client
			    with: kill
			    target: producer
			afterwards: 2s
			expect: [ lost-write = 0, unseen = 0, duplicate = 0, poll-skip = 0, never delivered = 0 ]
			""";

	@Test
	@Tag("nightly")
	void nothingThatWasAcknowledgedIsLostAndTheRestIsUnknown(@TempDir Path directory) {
		PassingRun run = PassingRun.of(SCENARIO, directory);
		assertThat(run.events()).filteredOn(Event.FaultChange.class::isInstance)
			.extracting((event) -> ((Event.FaultChange) event).target() + " " + ((Event.FaultChange) event).type())
			.containsExactly("consumer asked", "consumer begin", "consumer end", "producer asked", "producer begin",
					"producer end");
		assertThat(run.events()).filteredOn(Event.Assign.class::isInstance)
			.extracting((event) -> ((Event.Assign) event).process())
			.as("a restarted consumer is another process")
			.hasSizeGreaterThan(1)
			.doesNotHaveDuplicates();
	}

	@Test
	@Tag("nightly")
	void aRebalanceIsSeenByTheMemberThatStaysUnlessTheOtherIsStatic(@TempDir Path directory) {
		PassingRun.of(TWO_MEMBERS.formatted("", "> 0"), directory.resolve("dynamic"));
		PassingRun.of(TWO_MEMBERS.formatted(", group.instance.id: \"seeds-{member}\"", "= 0"),
				directory.resolve("static"));
	}

}
