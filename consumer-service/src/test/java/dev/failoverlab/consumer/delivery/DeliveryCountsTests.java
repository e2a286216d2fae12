package dev.failoverlab.consumer.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryCountsTests {

	private final DeliveryCounts counts = new DeliveryCounts(2);

	@Test
	void anIdIsCountedWhereverItComesFrom() {
		note("a", 0, 1);
		assertThat(this.counts.next("a", 2, 7)).isEqualTo(2);
		assertThat(this.counts.next("b", 0, 1)).isEqualTo(1);
	}

	@Test
	void aRecordWithoutIdIsKnownByItsPlace() {
		note(null, 0, 1);
		assertThat(this.counts.next(null, 0, 1)).isEqualTo(2);
		assertThat(this.counts.next(null, 0, 2)).isEqualTo(1);
		assertThat(this.counts.next(null, 1, 1)).isEqualTo(1);
	}

	@Test
	void thoseHandledLastAreRememberedAndOthersForgotten() {
		note("a", 0, 1);
		note("b", 0, 2);
		note("a", 0, 1);
		note("c", 0, 3);
		assertThat(this.counts.next("a", 0, 1)).isEqualTo(3);
		assertThat(this.counts.next("b", 0, 2)).isEqualTo(1);
	}

	private void note(@Nullable String id, int partition, long offset) {
		int deliveries = this.counts.next(id, partition, offset);
		this.counts.note(
				new DeliveryLogEntry.DeadLetter(1, "c-1", id, partition, offset, Instant.EPOCH, deliveries, "because"));
	}

}
