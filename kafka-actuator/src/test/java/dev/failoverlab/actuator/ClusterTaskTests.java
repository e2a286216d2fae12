package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterTaskTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final KafkaAdmin cluster = new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:1"));

	@Test
	void isTriedUntilItSucceedsAndThenNoMore() {
		AtomicInteger tries = new AtomicInteger();
		ClusterTask task = task((client) -> {
			switch (tries.incrementAndGet()) {
				case 1 -> throw new ExecutionException(new TimeoutException("no node"));
				case 2 -> throw new IllegalStateException("not now");
				default -> assertThat(client.metrics()).isNotEmpty();
			}
		});
		assertThat(task.await(Duration.ofMillis(1))).isFalse();
		task.start();
		assertThat(task.await(LIMIT)).isTrue();
		assertThat(tries).hasValue(3);
		task.stop();
		assertThat(task.isRunning()).isFalse();
	}

	@Test
	void isInterruptedWhenItIsStopped() throws Exception {
		CountDownLatch working = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		ClusterTask task = task((client) -> {
			working.countDown();
			try {
				new CountDownLatch(1).await();
			}
			finally {
				interrupted.countDown();
			}
		});
		task.start();
		assertThat(working.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		task.stop();
		assertThat(interrupted.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(task.await(Duration.ofMillis(1))).isFalse();
	}

	private ClusterTask task(ClusterTask.Work work) {
		return new ClusterTask("test", this.cluster, Duration.ofMillis(1), work);
	}

}
