package dev.failoverlab.lab.console;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Palette;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendTallyTests {

	private static final long SECOND = 1_000_000_000L;

	private final SendTally tally = new SendTally("email.send");

	@Test
	void countsEachOutcome() {
		for (String id : new String[] { "a", "b", "c", "d" }) {
			invoke(0, id, 0);
		}
		ok(1, "a", 0);
		this.tally.count(Event.Send.fail(1, "p", "b", "too large"));
		this.tally.count(Event.Send.info(1, "p", "c", "timeout"));
		assertThat(this.tally.counts()).isEqualTo("1 acked, 1 pending, 1 failed, 1 unknown");
	}

	@Test
	void aSilenceIsOnePartitionsOwn() {
		invoke(0, "a", 0);
		invoke(0, "b", 1);
		ok(SECOND / 10, "b", 1);
		assertThat(this.tally.silences(3 * SECOND)).isEqualTo("no acks for 3.00 s: 0");
		assertThat(
				this.tally.count(Event.Send.ok(4 * SECOND, "p", "a", 0, 0L)).map((line) -> Palette.strip(line.text())))
			.contains("email.send-0: acknowledged again after 4.00 s");
		assertThat(this.tally.silences(9 * SECOND)).isEmpty();
	}

	@Test
	void aPartitionThatGetsNothingIsNotSilent() {
		invoke(0, "a", 0);
		ok(1, "a", 0);
		invoke(60 * SECOND, "b", 0);
		assertThat(this.tally.count(Event.Send.ok(60 * SECOND + 1, "p", "b", 0, 1L))).isEmpty();
	}

	@Test
	void failuresDoNotEndASilence() {
		invoke(0, "a", 0);
		this.tally.count(Event.Send.info(SECOND, "p", "a", "timeout"));
		assertThat(this.tally.silences(2 * SECOND)).isEqualTo("no acks for 2.00 s: 0");
	}

	private void invoke(long t, String id, int partition) {
		this.tally.count(Event.Send.invoke(t, "p", id, partition, null));
	}

	private void ok(long t, String id, int partition) {
		this.tally.count(Event.Send.ok(t, "p", id, partition, 0L));
	}

}
