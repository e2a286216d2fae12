package dev.failoverlab.lab.console;

import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunViewTests {

	private static final long MILLI = 1_000_000;

	private final Screen screen = Screen.pipe();

	private final RunView view = new RunView(this.screen.terminal(), "email.send", true);

	@Test
	void tellsTheWholeStoryOfAKillOnce() {
		phase(0, Event.Phase.START);
		for (int node = 1; node <= 3; node++) {
			partition(10_000 + node, 0, 1, 0, List.of(1, 2, 3), node);
			quorum(10_010 + node, 2, 4, node);
		}
		phase(10_100, Event.Phase.LOAD);
		this.view.accept(Event.Send.invoke(10_200 * MILLI, "p0", "a", 0, null));
		this.view.accept(Event.Send.ok(10_210 * MILLI, "p0", "a", 0, 0L));
		fault(15_000, Event.FaultChange.ASKED, "leader of email.send-0");
		fault(15_012, Event.FaultChange.BEGIN, "leader of email.send-0");
		this.view.accept(Event.Send.invoke(15_100 * MILLI, "p0", "b", 0, null));
		partition(24_300, 0, 2, 1, List.of(2, 3), 3);
		partition(24_310, 0, 2, 1, List.of(2, 3), 2);
		this.view.accept(Event.Send.ok(24_600 * MILLI, "p0", "b", 0, 1L));
		fault(30_000, Event.FaultChange.END, "leader of email.send-0");
		partition(34_000, 0, 2, 1, List.of(1, 2, 3), 2);
		partition(34_020, 0, 2, 1, List.of(2, 3, 1), 3);
		partition(35_000, 0, 1, 2, List.of(1, 2, 3), 1);
		assertThat(this.screen.out()).isEqualToNormalizingNewlines("""
				   0.00 s  start   the cluster and what sends and receives
				  10.00 s          email.send-0: leader 1, ISR 1,2,3
				  10.01 s          quorum: active controller 2, voters 1,2,3
				  10.10 s  load    emails are sent at a fixed rate
				  15.00 s          kill node 1, the leader of email.send-0
				  15.01 s          node 1 is dead
				  24.30 s          email.send-0: leader 1 -> 2, ISR 2,3 without 1 (says node 3)
				  24.60 s          email.send-0: acknowledged again after 9.50 s
				  30.00 s          node 1 is started again
				  34.00 s          email.send-0: ISR 1,2,3 with 1 again (says node 2)
				  34.00 s          every replica of every partition is in the ISR again
				  35.00 s          email.send-0: leader 2 -> 1, the preferred one (says node 1)
				""");
		assertThat(this.screen.out().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
	}

	@Test
	void aShortAccountTellsWhatHappensToAllPartitionsOnce() {
		RunView brief = new RunView(this.screen.terminal(), "email.send", false);
		brief.accept(new Event.Phase(0, Event.Phase.START));
		brief.accept(new Event.Note(MILLI, "brokers registered and unfenced: 3 of 3 [1, 2, 3]"));
		for (int partition = 0; partition < 3; partition++) {
			brief.accept(report(10, partition, partition + 1, 0, List.of(1, 2, 3)));
		}
		brief.accept(new Event.Quorum(11 * MILLI, 2, 4, List.of(1, 2, 3), 1));
		brief.accept(new Event.Phase(100 * MILLI, Event.Phase.LOAD));
		for (int partition = 0; partition < 3; partition++) {
			brief.accept(Event.Send.invoke((200 + 20 * partition) * MILLI, "p", "a" + partition, partition, null));
		}
		brief.accept(report(9_000, 0, 2, 1, List.of(2, 3)));
		brief.accept(report(9_010, 1, 2, 0, List.of(2, 3)));
		brief.accept(report(9_010, 2, 3, 0, List.of(2, 3)));
		for (int partition = 0; partition < 3; partition++) {
			brief.accept(Event.Send.ok((9_200 + 10 * partition) * MILLI, "p", "a" + partition, partition, 0L));
		}
		brief.accept(new Event.Phase(12_000 * MILLI, Event.Phase.HEAL));
		brief.accept(new Event.FaultChange(12_010 * MILLI, Event.FaultChange.END, "kill", 1, null, "node 1", null, null,
				null));
		brief.accept(report(13_000, 1, 2, 0, List.of(1, 2, 3)));
		brief.accept(new Event.Phase(20_000 * MILLI, Event.Phase.END));
		brief.close();
		assertThat(this.screen.out()).isEqualToNormalizingNewlines("""
				   0.00 s  start   the cluster and what sends and receives
				   0.10 s  load    emails are sent at a fixed rate
				   9.00 s          email.send-0: leader 1 -> 2; all 3 partitions: ISR 2,3 without 1
				   9.00 s          all 3 partitions: acknowledged again after 8.98 s to 9.00 s
				  12.01 s  heal    node 1 is started again
				  13.00 s          email.send-1: ISR 1,2,3 with 1 again
				""");
	}

	private static Event report(long ms, int partition, int leader, int epoch, List<Integer> isr) {
		return new Event.Partition(ms * MILLI, partition, leader, epoch, isr, null, List.of(1, 2, 3), 2);
	}

	@Test
	void tellsThatNobodyLeads() {
		partition(1, 2, 1, 0, List.of(1), 1);
		partition(2, 2, null, 1, List.of(1), 2);
		assertThat(this.screen.out()).contains("email.send-2: leader 1 -> none (says node 2)");
	}

	@Test
	void anOlderEpochIsNoNews() {
		partition(1, 0, 2, 5, List.of(2, 3), 2);
		partition(2, 0, 1, 4, List.of(1, 2, 3), 3);
		assertThat(this.screen.out().lines()).hasSize(1);
	}

	@Test
	void tellsOfAFaultThatFailedAndOfWhatAConsumerHolds() {
		this.view.accept(new Event.FaultChange(1, Event.FaultChange.BEGIN, "stop", 3, null, "node 3", null, null,
				"it would not leave"));
		this.view.accept(new Event.Assign(2, "c-1", List.of(0, 2), Map.of(0, 0L, 2, 0L)));
		this.view.accept(new Event.Assign(3, "c-1", List.of(0, 2), Map.of()));
		this.view.accept(new Event.Assign(4, "c-1", List.of(), Map.of()));
		assertThat(this.screen.out()).contains("stop node 3 failed: it would not leave")
			.contains("consumer c-1 holds no partition")
			.containsOnlyOnce("consumer c-1 holds partitions 0,2");
	}

	@Test
	void keepsOutOfTheWayWhatHappensAllTheTime() {
		this.view.accept(new Event.Poll(1, "c-1", List.of(new Event.Position(0, 0, "a"))));
		this.view.accept(Event.Send.invoke(2, "p0", "a", 0, null));
		this.view.accept(Event.Send.ok(3, "p0", "a", 0, 0L));
		assertThat(this.screen.out()).isEmpty();
	}

	private void phase(long ms, String name) {
		this.view.accept(new Event.Phase(ms * MILLI, name));
	}

	private void fault(long ms, String type, String target) {
		this.view.accept(new Event.FaultChange(ms * MILLI, type, "kill", 1, null, target, null, null, null));
	}

	private void partition(long ms, int partition, @Nullable Integer leader, int epoch, List<Integer> isr, int node) {
		this.view.accept(new Event.Partition(ms * MILLI, partition, leader, epoch, isr, null, List.of(1, 2, 3), node));
	}

	private void quorum(long ms, int leader, long epoch, int node) {
		this.view.accept(new Event.Quorum(ms * MILLI, leader, epoch, List.of(1, 2, 3), node));
	}

}
