package dev.failoverlab.producer.send;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BufferSharesTests {

	@Test
	void halfOfTheMemoryCanBeShared() {
		BufferShares shares = shares(200 + 6 * 3 * 10);
		shares.take("Singles", 60);
		shares.take("Batches", 40);
		assertThatIllegalStateException().isThrownBy(() -> shares.take("Others", 1))
			.withMessageContaining("buffer.memory")
			.withMessageContaining("Others")
			.withMessageContaining("holds 100 safely");
	}

	@Test
	void aMemoryThatHoldsNotEvenTheOpenBatchesHoldsNothing() {
		assertThatIllegalStateException().isThrownBy(() -> shares(100).take("Singles", 1))
			.withMessageContaining("holds 0 safely");
	}

	private static BufferShares shares(long memory) {
		return new BufferShares(new ProducerLimits(Duration.ZERO, Duration.ZERO, memory, 10), 3);
	}

}
