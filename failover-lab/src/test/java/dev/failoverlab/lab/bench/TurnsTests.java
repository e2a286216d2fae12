package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

	@Test
	void turnsAreEvenlySpaced() {
		Turns turns = new Turns(Instant.EPOCH, System.nanoTime(), 400);
		assertThat(turns.count(Duration.ofSeconds(10))).isEqualTo(4000);
		assertThat(turns.at(3)).isEqualTo(Instant.EPOCH.plusMillis(7).plusNanos(500_000));
	}

	@Test
	void aTurnThatHasPassedIsNotMoved() {
		long start = System.nanoTime() - Duration.ofSeconds(5).toNanos();
		Turns turns = new Turns(Instant.now(), start, 100);
		assertThat(turns.await(1)).isEqualTo(start + Duration.ofMillis(10).toNanos());
	}

	@Test
	void aTurnToComeIsAwaited() {
		Turns turns = Turns.fromNow(20);
		long turn = turns.await(1);
		assertThat(System.nanoTime()).isGreaterThanOrEqualTo(turn);
	}

}
