package dev.failoverlab.producer.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineSplitterTests {

	private final List<String> lines = new ArrayList<>();

	private final LineSplitter splitter = new LineSplitter(5, (number, line) -> this.lines
		.add(number + ":" + ((line != null) ? new String(line, StandardCharsets.UTF_8) : "too long")));

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 100 })
	void cutsHoweverTheBytesArrive(int atATime) throws Exception {
		feed("a\nbcdef\n\nghijkl\n \t\r\nm\r\nnopqrstuvwxyz\nlast", atATime);
		this.splitter.end();
		assertThat(this.lines).containsExactly("1:a", "2:bcdef", "4:too long", "6:m\r", "7:too long", "8:last");
	}

	@Test
	void nothingFollowsALastLineFeed() throws Exception {
		feed("a\n", 10);
		this.splitter.end();
		assertThat(this.lines).containsExactly("1:a");
	}

	@Test
	void aLineIsThereAsSoonAsItsLineFeedIs() throws Exception {
		feed("a\nb", 10);
		assertThat(this.lines).containsExactly("1:a");
	}

	private void feed(String text, int atATime) throws InterruptedException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int from = 0; from < bytes.length; from += atATime) {
			byte[] part = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + atATime));
			this.splitter.feed(part, part.length);
		}
	}

}
