package dev.failoverlab.consumer.delivery;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineIndexTests {

	private static final int LENGTH = 10;

	@Test
	void emptyIndexPointsToTheBeginning() {
		assertThat(new LineIndex(4).floor(17)).isEqualTo(new LineIndex.Mark(0, 0));
	}

	@Test
	void marksAreRightAndBoundedHoweverManyLinesThereAre() {
		int capacity = 7;
		LineIndex index = new LineIndex(capacity);
		for (int line = 0; line < 1000; line++) {
			index.add(line, (long) line * LENGTH);
			assertThat(index.size()).isBetween(1, capacity);
			for (int sought = 0; sought <= line; sought++) {
				LineIndex.Mark mark = index.floor(sought);
				assertThat(mark.line()).isLessThanOrEqualTo(sought);
				assertThat(mark.position()).isEqualTo(mark.line() * LENGTH);
			}
		}
	}

	@Test
	void aMarkIsNeverFartherThanTwoSharesOfTheFile() {
		int capacity = 8;
		LineIndex index = new LineIndex(capacity);
		int lines = 10_000;
		for (int line = 0; line < lines; line++) {
			index.add(line, (long) line * LENGTH);
		}
		for (int sought = 0; sought < lines; sought++) {
			assertThat(sought - index.floor(sought).line()).isLessThan(2L * lines / (capacity / 2));
		}
	}

	@Test
	void aLineThatIsNotThereYetIsSoughtFromTheLastMark() {
		LineIndex index = new LineIndex(4);
		index.add(0, 0);
		index.add(1, LENGTH);
		assertThat(index.floor(1_000_000)).isEqualTo(new LineIndex.Mark(1, LENGTH));
	}

}
