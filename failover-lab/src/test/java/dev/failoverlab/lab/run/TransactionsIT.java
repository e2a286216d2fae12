package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.history.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions, one in ten aborted, whose coordinator is killed; before that, each kind
 * of target is found, and left in peace, and the leader moves.
 */
class TransactionsIT {

	private static final String SCENARIO = """
			question: Does anybody read what was aborted?
			topic: { partitions: 1, replication-factor: 3, min-isr: 2 }
			broker: { broker.session.timeout.ms: 2000, broker.heartbeat.interval.ms: 400 }
			load: { rate: 100, transactions: 5, through: client }
			steps:
			  - { after: 2s, fault: none, target: leader of email.send-0 }
			  - { fault: none, target: follower of email.send-0 }
			  - { fault: none, target: active controller }
			  - { fault: none, target: controller that leads nothing }
			  - { fault: none, target: coordinator of group failover-lab }
			  - { fault: none, target: a minority }
			  - { fault: none, target: a majority }
			  - { fault: none, target: all nodes }
			  - { fault: move-leader, target: leader of email.send-0 }
			  - after: 1s
			    fault: kill
			    target: coordinator of transaction failover-lab-0
			  - after: 1s
			    heal: all
			afterwards: 1s
			expect: [ lost-write = 0, unseen = 0, duplicate = 0, G1a = 0, precommitted-read = 0, poll-skip = 0, never delivered = 0 ]
			""";

	@Test
	void whatIsCommittedIsReadAndNothingElse(@TempDir Path directory) {
		PassingRun run = PassingRun.of(SCENARIO, directory);
		// What was aborted.
		assertThat(run.verdict().sends().fail()).isGreaterThan(20);
		assertThat(run.events())
			.filteredOn(
					(event) -> event instanceof Event.FaultChange fault && fault.type().equals(Event.FaultChange.BEGIN))
			.extracting((event) -> found((Event.FaultChange) event))
			.containsExactly(1, 1, 1, 1, 1, 1, 2, 3, 1, 1);
	}

	/** How many nodes a target meant. */
	private static int found(Event.FaultChange fault) {
		return (fault.nodes() != null) ? fault.nodes().size() : 1;
	}

}
