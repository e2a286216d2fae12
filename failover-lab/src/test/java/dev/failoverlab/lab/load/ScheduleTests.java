package dev.failoverlab.lab.load;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTests {

	@Test
	void duePointsDoNotDriftWithTheirNumber() {
		Schedule schedule = new Schedule(1_000, 300);
		assertThat(schedule.due(0)).isEqualTo(1_000);
		assertThat(schedule.due(300)).isEqualTo(1_000_001_000L);
		assertThat(schedule.due(3_000_000)).isEqualTo(10_000L * 1_000_000_000L + 1_000);
	}

	@Test
	void neverReturnsEarly() {
		Schedule schedule = new Schedule(System.nanoTime(), 20);
		schedule.await(1, () -> false);
		assertThat(System.nanoTime()).isGreaterThanOrEqualTo(schedule.due(1));
	}

	@Test
	@Timeout(10)
	void doesNotWaitForALateSend() {
		Schedule schedule = new Schedule(System.nanoTime() - Duration.ofHours(1).toNanos(), 1);
		schedule.await(3_000, () -> false);
	}

	@Test
	@Timeout(10)
	void doesNotWaitOnceStopped() {
		new Schedule(System.nanoTime(), 0.001).await(1_000, () -> true);
	}

}
