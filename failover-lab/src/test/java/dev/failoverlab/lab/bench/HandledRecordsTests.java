package dev.failoverlab.lab.bench;

import java.time.Instant;

import dev.failoverlab.lab.LabException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class HandledRecordsTests {

	private final HandledRecords records = new HandledRecords();

	/** Ten records, the first five in ten seconds, the others in half a second. */
	@Test
	void theFirstHalfIsAWarmUp() {
		for (int i = 0; i < 5; i++) {
			this.records.add(delivery(0, i, 2500L * i));
		}
		for (int i = 0; i < 5; i++) {
			this.records.add(delivery(1, i, 10_000 + 100L * (i + 1)));
		}
		assertThat(this.records.tally().perSecond()).isEqualTo(10, within(1e-6));
		assertThat(this.records.tally().done()).isEqualTo(10);
	}

	@Test
	void whatWasHandledTwiceCountsOnce() {
		this.records.add(delivery(0, 7, 0));
		this.records.add(delivery(1, 7, 1));
		this.records.add(delivery(0, 7, 2));
		assertThat(this.records.tally().done()).isEqualTo(2);
	}

	@Test
	void oneRecordHasNoSpeed() {
		this.records.add(delivery(0, 0, 0));
		assertThatExceptionOfType(LabException.class).isThrownBy(this.records::tally).withMessageContaining("too few");
	}

	private static Delivery delivery(int partition, long offset, long millis) {
		return new Delivery(1, "delivery", "id", partition, offset, Instant.EPOCH.plusMillis(millis));
	}

}
