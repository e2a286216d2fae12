package dev.failoverlab.lab.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class LoadGeneratorTests {

	private final Map<Integer, FakeSender> senders = new ConcurrentHashMap<>();

	@Test
	void aHangingPartitionDoesNotDelayOthers() throws InterruptedException {
		try (LoadGenerator load = new LoadGenerator(new Load(200, 10, 20, 0), "", 2, this::sender)) {
			sender(0).hang.countDown();
			load.start();
			assertThat(sender(1).hundred.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(sender(0).emails).hasSize(1);
			sender(0).release.countDown();
			load.stop();
		}
	}

	@Test
	void delayedEmailsAreStillSent() throws InterruptedException {
		FakeSender held;
		try (LoadGenerator load = new LoadGenerator(new Load(1000, 10, 20, 0), "", 1, this::sender)) {
			held = sender(0);
			held.hang.countDown();
			long began = System.nanoTime();
			load.start();
			held.release.await(200, TimeUnit.MILLISECONDS);
			long due = (System.nanoTime() - began) / 1_000_000;
			held.release.countDown();
			assertThat(held.hundred.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(due).isGreaterThanOrEqualTo(100);
			load.stop();
		}
		assertThat(held.finished).isTrue();
	}

	@Test
	void noEmailIsEarly() throws InterruptedException {
		try (LoadGenerator load = new LoadGenerator(new Load(1000, 10, 20, 0), "", 2, this::sender)) {
			long began = System.nanoTime();
			load.start();
			assertThat(sender(0).hundred.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(99 * 2_000_000L);
			assertThat(sender(1).hundred.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(99 * 2_000_000L + 1_000_000);
			load.stop();
		}
	}

	@Test
	void theRateChangesWhileItSends() throws InterruptedException {
		try (LoadGenerator load = new LoadGenerator(new Load(1, 10, 20, 0), "", 1, this::sender)) {
			load.start();
			load.rate(1000);
			assertThat(sender(0).hundred.await(20, TimeUnit.SECONDS)).isTrue();
			load.rate(0);
			load.stop();
			load.rate(1000);
		}
		assertThat(sender(0).emails).doesNotHaveDuplicates();
	}

	@Test
	void doesNotWaitForTheNextEmailOnceStopped() {
		try (LoadGenerator load = new LoadGenerator(new Load(1, 10, 20, 0), "", 60, this::sender)) {
			load.start();
			load.stop();
		}
		assertThat(this.senders.values()).allMatch((sender) -> sender.finished)
			.filteredOn((sender) -> !sender.emails.isEmpty())
			.hasSizeLessThan(15);
	}

	@Test
	void emailsHaveUniqueIdsAndGoToTheirPartition() throws InterruptedException {
		try (LoadGenerator load = new LoadGenerator(new Load(2000, 10, 20, 0), "x-", 2, this::sender)) {
			load.start();
			for (FakeSender sender : this.senders.values()) {
				assertThat(sender.hundred.await(20, TimeUnit.SECONDS)).isTrue();
			}
			load.stop();
		}
		List<Email> all = this.senders.values().stream().flatMap((sender) -> sender.emails.stream()).toList();
		assertThat(all).extracting(Email::id).doesNotHaveDuplicates().allMatch((id) -> id.startsWith("x-"));
		this.senders.forEach((partition, sender) -> assertThat(sender.emails)
			.allMatch((email) -> Recipients.partitionOf(email.to(), 2) == partition));
	}

	private FakeSender sender(int partition) {
		return this.senders.computeIfAbsent(partition, (number) -> new FakeSender());
	}

	private static final class FakeSender implements Sender {

		private final List<Email> emails = new CopyOnWriteArrayList<>();

		private final CountDownLatch hundred = new CountDownLatch(100);

		private final CountDownLatch hang = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private volatile boolean finished;

		@Override
		public void send(Email email) {
			this.emails.add(email);
			this.hundred.countDown();
			if (this.hang.getCount() == 0) {
				try {
					this.release.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

		@Override
		public void finish() {
			this.finished = true;
		}

		@Override
		public void close() {
			this.release.countDown();
		}

	}

}
