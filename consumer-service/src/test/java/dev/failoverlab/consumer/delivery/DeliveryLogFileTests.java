package dev.failoverlab.consumer.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryLogFileTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	Path directory;

	private DeliveryLogFile file;

	@BeforeEach
	void open() {
		this.file = DeliveryLogFile.open(this.directory.resolve("lines"));
	}

	@AfterEach
	void close() {
		this.file.close();
	}

	@Test
	void aReaderGetsWhatComesAfterANumberOfLines() throws IOException {
		append("one", "two", "three");
		assertThat(readAfter(0)).isEqualTo("one\ntwo\nthree\n");
		assertThat(readAfter(2)).isEqualTo("three\n");
		assertThat(readAfter(3)).isEmpty();
		assertThat(readAfter(1_000_000)).isEmpty();
	}

	@Test
	void aReaderThatIsAheadGetsOnlyWhatItAskedFor() throws IOException {
		append("one");
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, 3)) {
			append("two", "three");
			assertThat(copy(reader)).isEmpty();
			append("four");
			assertThat(copy(reader)).isEqualTo("four\n");
		}
	}

	@Test
	void everyLineIsFoundInALongFileAndWrittenInSmallPieces() throws IOException {
		int lines = 50_000;
		for (int i = 1; i <= lines; i++) {
			append("line " + i);
		}
		for (long after : new long[] { 0, 1, 33_333, lines - 1 }) {
			LargestWrite out = new LargestWrite();
			try (DeliveryLogReader reader = new DeliveryLogReader(this.file, after)) {
				reader.copyTo(out);
			}
			assertThat(out.text()).startsWith("line " + (after + 1) + "\n").endsWith("line " + lines + "\n");
			assertThat(out.text().lines()).hasSize((int) (lines - after));
			assertThat(out.largest).isLessThanOrEqualTo(DeliveryLogReader.CHUNK);
		}
	}

	@Test
	void aFileReadBackIsReadLikeOneJustWritten() throws IOException {
		for (int i = 1; i <= 40_000; i++) {
			append("line " + i);
		}
		this.file.close();
		open();
		assertThat(this.file.lines()).isEqualTo(40_000);
		assertThat(readAfter(39_998)).isEqualTo("line 39999\nline 40000\n");
	}

	@Test
	void waitingEndsAsSoonAsThereIsMore() throws Exception {
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, 0)) {
			CompletableFuture<Boolean> more = inBackground(reader);
			append("one");
			assertThat(more.get(10, TimeUnit.SECONDS)).isTrue();
			assertThat(copy(reader)).isEqualTo("one\n");
		}
	}

	@Test
	void waitingEndsWhenTimeIsUp() throws Exception {
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, 0)) {
			assertThat(reader.awaitMore(Duration.ofMillis(20))).isTrue();
			assertThat(copy(reader)).isEmpty();
		}
	}

	@Test
	void waitingEndsWhenNothingMoreIsComing() throws Exception {
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, 0)) {
			CompletableFuture<Boolean> more = inBackground(reader);
			this.file.endFollowing();
			assertThat(more.get(10, TimeUnit.SECONDS)).isFalse();
		}
	}

	@Test
	void whatIsThereIsReadEvenWhenNothingMoreIsComing() throws Exception {
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, 0)) {
			append("one");
			this.file.endFollowing();
			assertThat(reader.awaitMore(LONG)).isTrue();
			assertThat(copy(reader)).isEqualTo("one\n");
			assertThat(reader.awaitMore(LONG)).isFalse();
		}
	}

	@Test
	void aReaderThatTakesNothingDoesNotHoldTheWriterUp() throws Exception {
		append("one");
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, 0)) {
			CompletableFuture<Void> reading = CompletableFuture
				.runAsync(() -> copyUnchecked(reader, new Stuck(stuck, release)));
			assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture.runAsync(() -> append("two")).get(10, TimeUnit.SECONDS);
			assertThat(reading).isNotDone();
			release.countDown();
			reading.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void anInterruptedWriterCanStillWrite() throws IOException {
		Thread.currentThread().interrupt();
		append("one");
		assertThat(Thread.interrupted()).isTrue();
		append("two");
		assertThat(readAfter(0)).isEqualTo("one\ntwo\n");
	}

	private void append(String... lines) {
		for (String line : lines) {
			this.file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
		}
	}

	private String readAfter(long after) throws IOException {
		try (DeliveryLogReader reader = new DeliveryLogReader(this.file, after)) {
			return copy(reader);
		}
	}

	private static String copy(DeliveryLogReader reader) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		reader.copyTo(out);
		return out.toString(StandardCharsets.UTF_8);
	}

	private static void copyUnchecked(DeliveryLogReader reader, OutputStream out) {
		try {
			reader.copyTo(out);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static CompletableFuture<Boolean> inBackground(DeliveryLogReader reader) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return reader.awaitMore(LONG);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static final class LargestWrite extends OutputStream {

		private final ByteArrayOutputStream all = new ByteArrayOutputStream();

		private int largest;

		@Override
		public void write(int b) {
			this.all.write(b);
		}

		@Override
		public void write(byte[] bytes, int from, int length) {
			this.largest = Math.max(this.largest, length);
			this.all.write(bytes, from, length);
		}

		private String text() {
			return this.all.toString(StandardCharsets.UTF_8);
		}

	}

	private static final class Stuck extends OutputStream {

		private final CountDownLatch stuck;

		private final CountDownLatch release;

		private Stuck(CountDownLatch stuck, CountDownLatch release) {
			this.stuck = stuck;
			this.release = release;
		}

		@Override
		public void write(int b) throws IOException {
			this.stuck.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}

	}

}
