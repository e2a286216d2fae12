package dev.failoverlab.producer.send;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightBudgetTests {

	private final InFlightBudget budget = new InFlightBudget(3, DataSize.ofBytes(100));

	@Test
	void countsRecords() {
		assertThat(this.budget.tryAcquire(1)).isTrue();
		assertThat(this.budget.tryAcquire(1)).isTrue();
		assertThat(this.budget.tryAcquire(1)).isTrue();
		assertThat(this.budget.tryAcquire(1)).isFalse();
		assertThat(this.budget.records()).isEqualTo(3);
		this.budget.release(1);
		assertThat(this.budget.tryAcquire(1)).isTrue();
	}

	@Test
	void countsBytes() {
		assertThat(this.budget.tryAcquire(60)).isTrue();
		assertThat(this.budget.tryAcquire(41)).isFalse();
		assertThat(this.budget.tryAcquire(40)).isTrue();
		this.budget.release(60);
		assertThat(this.budget.tryAcquire(61)).isFalse();
		assertThat(this.budget.tryAcquire(60)).isTrue();
	}

	@Test
	void aRecordThatIsLargerThanTheWholeBudgetGoesAlone() {
		assertThat(this.budget.tryAcquire(1000)).isTrue();
		assertThat(this.budget.tryAcquire(1)).isFalse();
		this.budget.release(1000);
		assertThat(this.budget.tryAcquire(1)).isTrue();
		assertThat(this.budget.tryAcquire(1000)).isFalse();
	}

	@Test
	void whoWaitsGoesOnWhenThereIsRoom() throws Exception {
		this.budget.acquire(100);
		CompletableFuture<Void> waiting = acquireLater(1);
		assertThat(waiting).isNotDone();
		this.budget.release(100);
		waiting.get(20, TimeUnit.SECONDS);
		assertThat(this.budget.records()).isEqualTo(1);
	}

	@Test
	void openedItHoldsNobodyBack() throws Exception {
		this.budget.acquire(100);
		CompletableFuture<Void> waiting = acquireLater(1);
		this.budget.removeLimits();
		waiting.get(20, TimeUnit.SECONDS);
		assertThat(this.budget.tryAcquire(100)).isTrue();
	}

	private CompletableFuture<Void> acquireLater(long size) {
		return CompletableFuture.runAsync(() -> {
			try {
				this.budget.acquire(size);
			}
			catch (InterruptedException ex) {
				throw new CompletionException(ex);
			}
		});
	}

}
