package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnTests {

	private final Column column = new Column();

	@Test
	void keepsNumbersOfEveryWidthInAnyOrder() {
		Random random = new Random(3);
		Map<Integer, Long> numbers = new HashMap<>();
		for (int i = 0; i < 200_000; i++) {
			int row = random.nextInt(50_000);
			long value = random.nextLong() >>> (random.nextInt(64) | 1);
			numbers.put(row, value);
			this.column.set(row, value);
		}
		numbers.forEach((row, value) -> assertThat(this.column.get(row)).isEqualTo(value));
	}

	@Test
	void widensAPageWithoutForgettingWhatItHolds() {
		for (long value : new long[] { 0xFFFF, 0x1_0000, 0xFFFF_FFFFL, 0x1_0000_0000L, Long.MAX_VALUE }) {
			this.column.set(7, value);
			this.column.set(6, 5);
			assertThat(this.column.get(7)).isEqualTo(value);
			assertThat(this.column.get(6)).isEqualTo(5);
		}
		this.column.set(7, 0);
		assertThat(this.column.get(7)).isZero();
		assertThat(this.column.get(8)).isZero();
	}

	@Test
	void holdsZeroWhereNothingWasSet() {
		this.column.set(5_000_000, 1);
		this.column.set(9, 0);
		assertThat(this.column.get(9)).isZero();
		assertThat(this.column.get(4_999_999)).isZero();
		assertThat(this.column.get(2_000_000_000)).isZero();
		assertThat(this.column.get(5_000_000)).isOne();
	}

}
