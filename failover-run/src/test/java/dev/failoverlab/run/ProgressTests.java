package dev.failoverlab.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

@Timeout(60)
class ProgressTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofSeconds(30);

	private final Progress progress = new Progress(2);

	@Test
	void aSendIsPendingUntilItsCompletion() {
		send(Event.Type.INVOKE, "a");
		send(Event.Type.INVOKE, "b");
		send(Event.Type.OK, "a");
		assertThatExceptionOfType(RunException.class).isThrownBy(() -> this.progress.awaitCompletions(SHORT))
			.withMessageContaining("every send has an outcome")
			.withMessageContaining("1 have none");
		send(Event.Type.INFO, "b");
		this.progress.awaitCompletions(LONG);
	}

	@Test
	void theHighestAcknowledgedOffsetCounts() {
		acknowledged(0, 7L);
		acknowledged(0, 5L);
		acknowledged(1, null);
		assertThat(this.progress.acknowledgedUpTo()).containsExactly(entry(0, 7L));
	}

	private void acknowledged(int partition, @Nullable Long offset) {
		this.progress.accept(new Event.Send(1, Event.Type.OK, "sender-0", "a", partition, offset, null, null, null));
	}

	@Test
	void withoutAnyAcknowledgementAnErrorShowsWhy() {
		send(Event.Type.INVOKE, "a");
		this.progress.accept(new Event.Send(1, Event.Type.FAIL, "sender-0", "a", null, null, null, null, "404"));
		assertThatExceptionOfType(RunException.class).isThrownBy(this.progress::checkAcknowledged)
			.withMessageContaining("404");
		send(Event.Type.OK, "b");
		this.progress.checkAcknowledged();
	}

	@Test
	void readersHoldEveryPartitionAmongThem() {
		this.progress.accept(new Event.Assign(1, "c-1", List.of(0, 1), Map.of(0, 0L, 1, 0L)));
		this.progress.accept(new Event.Assign(2, "c-1", List.of(0), Map.of()));
		assertThatExceptionOfType(RunException.class).isThrownBy(() -> this.progress.awaitReaders(1, SHORT))
			.withMessageContaining("every partition is held by one of 1 consumer: they hold {c-1=[0]}");
		this.progress.accept(new Event.Assign(3, "c-2", List.of(1), Map.of(1, 0L)));
		this.progress.awaitReaders(2, LONG);
		assertThatExceptionOfType(RunException.class).isThrownBy(() -> this.progress.awaitReaders(3, SHORT))
			.withMessageContaining("one of 3 consumers");
	}

	@Test
	void handledMeansUpToTheLastOffset() {
		poll(0, 4);
		poll(1, 9);
		assertThatExceptionOfType(RunException.class)
			.isThrownBy(() -> this.progress.awaitHandled(Map.of(0, 5L, 1, 9L), SHORT))
			.withMessageContaining("{0=4, 1=9}");
		poll(0, 5);
		this.progress.awaitHandled(Map.of(0, 5L, 1, 9L), LONG);
	}

	@Test
	void anIsrIsFullWhenEachNodeSaysSo() {
		report(1, 0, 1, List.of(1, 2));
		report(1, 1, 2, List.of(1, 2));
		report(2, 0, 1, List.of(1, 2));
		report(2, 1, 2, List.of(2));
		assertThatExceptionOfType(RunException.class).isThrownBy(() -> this.progress.awaitFullIsr(List.of(1, 2), SHORT))
			.withMessageContaining("node 2")
			.withMessageContaining("1 led by 2 with ISR [2]");
		report(2, 1, 2, List.of(1, 2));
		this.progress.awaitFullIsr(List.of(1, 2), LONG);
	}

	@Test
	void aNodeThatNeverReportedIsWaitedFor() {
		report(1, 0, 1, List.of(1, 2));
		report(1, 1, 2, List.of(1, 2));
		assertThatExceptionOfType(RunException.class)
			.isThrownBy(() -> this.progress.awaitFullIsr(List.of(1, 2), SHORT));
	}

	/** The report from before it was taken down says nothing of its return. */
	@Test
	void aNodeIsBackWhenItSaysSoItselfAndAnew() {
		Progress progress = new Progress(1);
		progress.accept(new Event.Partition(5, 0, 1, 1, List.of(1, 2), null, List.of(1, 2), 1));
		assertThatExceptionOfType(RunException.class).isThrownBy(() -> progress.awaitInIsr(1, 5, SHORT))
			.withMessageContaining("node");
		progress.accept(new Event.Partition(6, 0, 2, 2, List.of(2), null, List.of(1, 2), 1));
		assertThatExceptionOfType(RunException.class).isThrownBy(() -> progress.awaitInIsr(1, 5, SHORT));
		progress.accept(new Event.Partition(7, 0, 2, 2, List.of(2, 1), null, List.of(1, 2), 1));
		progress.awaitInIsr(1, 5, LONG);
	}

	/** No node may lead what only the dead one kept. */
	@Test
	void aPartitionWithoutALeaderIsNotLedByTheDead() {
		Progress progress = new Progress(1);
		progress.accept(new Event.Partition(5, 0, 1, 1, List.of(1), null, List.of(1), 2));
		assertThat(progress.awaitLeadersOtherThan(List.of(1), List.of(2), SHORT)).isFalse();
		progress.accept(new Event.Partition(6, 0, null, 2, List.of(1), null, List.of(1), 2));
		assertThat(progress.awaitLeadersOtherThan(List.of(1), List.of(2), SHORT)).isTrue();
	}

	@Test
	void thePreferredLeaderIsTheFirstReplica() {
		report(1, 0, 2, List.of(1, 2));
		report(1, 1, 1, List.of(1, 2));
		assertThatExceptionOfType(RunException.class)
			.isThrownBy(() -> this.progress.awaitPreferredLeaders(List.of(1), SHORT));
		report(1, 0, 1, List.of(1, 2));
		this.progress.awaitPreferredLeaders(List.of(1), LONG);
	}

	@Test
	void waitingEndsWhenAnEventComes() {
		send(Event.Type.INVOKE, "a");
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> this.progress.awaitCompletions(LONG));
		send(Event.Type.OK, "a");
		waiting.join();
	}

	@Test
	void endingTheRunEndsTheWaits() {
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> this.progress.pause(Duration.ofHours(1)));
		this.progress.end();
		assertThat(waiting).failsWithin(LONG).withThrowableThat().withMessageContaining("The run was ended.");
	}

	private void send(Event.Type type, String id) {
		String error = (type == Event.Type.INFO) ? "unknown" : null;
		this.progress.accept(new Event.Send(1, type, "sender-0", id, 0, null, null, null, error));
	}

	private void poll(int partition, long offset) {
		this.progress.accept(new Event.Poll(1, "c-1", List.of(new Event.Position(partition, offset, "a"))));
	}

	/** Both partitions have replicas on nodes 1 and 2. */
	private void report(int node, int partition, int leader, List<Integer> isr) {
		this.progress.accept(new Event.Partition(1, partition, leader, 0, isr, null, List.of(1, 2), node));
	}

}
