package dev.failoverlab.lab.run;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Event;
import dev.failoverlab.run.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreferredLeadersTests {

	private final Progress progress = new Progress(2);

	private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

	private final PreferredLeaders leaders = new PreferredLeaders(() -> this.notes.add("elected"), 2, this.progress,
			(event) -> this.notes.add(((Event.Note) event.apply(0)).text()));

	@AfterEach
	void close() {
		this.leaders.close();
	}

	@Test
	void leadershipGoesBackOnceAllIsWholeAgain() throws InterruptedException {
		partition(0, 1, 0, List.of(1, 2, 3));
		partition(1, 2, 0, List.of(1, 2, 3));
		fault(Event.FaultChange.BEGIN);
		partition(0, 2, 1, List.of(2, 3));
		fault(Event.FaultChange.END);
		assertThat(this.notes).isEmpty();
		partition(0, 2, 1, List.of(1, 2, 3));
		assertThat(this.notes.poll(10, TimeUnit.SECONDS)).isEqualTo("leadership goes back to the preferred leaders");
		assertThat(this.notes.poll(10, TimeUnit.SECONDS)).isEqualTo("elected");
		partition(0, 1, 2, List.of(1, 2, 3));
		partition(1, 2, 0, List.of(1, 2, 3));
		this.leaders.close();
		assertThat(this.notes).isEmpty();
	}

	/** A stuttering node comes and goes. */
	@Test
	void notWhileAFaultIsInForce() {
		fault(Event.FaultChange.BEGIN);
		partition(0, 2, 1, List.of(1, 2, 3));
		partition(1, 2, 0, List.of(1, 2, 3));
		assertThat(this.notes).isEmpty();
	}

	private void fault(String type) {
		accept(new Event.FaultChange(1, type, "kill", 1, null, "node 1", "kill", true, null));
	}

	private void partition(int partition, int leader, int epoch, List<Integer> isr) {
		accept(new Event.Partition(1, partition, leader, epoch, isr, null,
				(partition == 0) ? List.of(1, 2, 3) : List.of(2, 3, 1), 3));
	}

	private void accept(Event event) {
		this.progress.accept(event);
		this.leaders.accept(event);
	}

}
