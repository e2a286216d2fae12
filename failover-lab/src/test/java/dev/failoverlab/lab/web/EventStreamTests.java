package dev.failoverlab.lab.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class EventStreamTests {

	@TempDir
	private Path folder;

	@Test
	void aCompleteHistoryIsStreamedWholeAndEnds() throws Exception {
		HistoryFile history = history("one", "two").end("{\n  \"outcome\" : \"pass\"\n}");
		assertThat(streamed(ShownHistories.only(history), "")).isEqualTo("""
				retry: 1000

				event: reset
				data: {}

				data: one
				data: two
				id: NAME:2

				event: verdict
				data: {"outcome":"pass"}

				event: end
				id: NAME:end
				data: {}

				""".replace("NAME", history.name()));
	}

	@Test
	void aClientThatComesBackGetsWhatItLacksAndNothingTwice() throws Exception {
		HistoryFile history = history("one", "two", "three").end(null);
		assertThat(streamed(ShownHistories.only(history), history.name() + ":1"))
			.contains("data: two\ndata: three\nid: " + history.name() + ":3\n")
			.doesNotContain("data: one", "reset");
		assertThat(streamed(ShownHistories.only(history), history.name() + ":3")).doesNotContain("data: three",
				"reset");
	}

	@Test
	void anIdOfAnotherHistoryBeginsAnew() throws Exception {
		HistoryFile history = history("one", "two").end(null);
		for (String id : List.of("other:1", "1", ":", history.name() + ":-1", history.name() + ":x")) {
			assertThat(streamed(ShownHistories.only(history), id)).contains("event: reset\n", "data: one\n");
		}
	}

	@Test
	void manyLinesAreSeveralMessagesOfWholeLines() throws Exception {
		List<String> lines = IntStream.range(0, 20_000).mapToObj((number) -> "line " + number).toList();
		List<String> messages = messages(streamed(ShownHistories.only(history(lines).end(null)), ""));
		assertThat(messages).hasSizeGreaterThan(2).allMatch((message) -> message.length() < 400_000);
		assertThat(lines(messages)).isEqualTo(lines);
	}

	@Test
	void aLineOfAnyLengthStaysWhole() throws Exception {
		List<String> lines = List.of("short", "x".repeat(300_000), "last");
		assertThat(lines(messages(streamed(ShownHistories.only(history(lines).end(null)), "")))).isEqualTo(lines);
	}

	@Test
	void halfALineWaitsForItsOtherHalf() throws Exception {
		HistoryFile history = history("one");
		append(history, "tw");
		Client client = new Client();
		CompletableFuture<Void> stream = client.follow(ShownHistories.only(history));
		client.await("data: one");
		append(history, "o\n");
		history.accept(new Event.Note(1, "two"));
		client.await("data: two");
		history.end(null);
		stream.get(10, TimeUnit.SECONDS);
		assertThat(lines(messages(client.text()))).containsExactly("one", "two");
	}

	@Test
	void whatIsRecordedArrivesSoonAndIsWhatTheFileHolds() throws Exception {
		Path file = this.folder.resolve("live.ndjson");
		Client client = new Client();
		CompletableFuture<Void> stream;
		HistoryFile history = new HistoryFile(file);
		try (HistoryRecorder recorder = HistoryRecorder.start(file)) {
			recorder.subscribe(history);
			stream = client.follow(ShownHistories.only(history));
			client.await("event: now");
			List<Duration> times = new ArrayList<>();
			for (int number = 0; number < 20; number++) {
				String text = "note " + number + ".";
				long began = System.nanoTime();
				recorder.record((t) -> new Event.Note(t, text));
				client.await(text);
				times.add(Duration.ofNanos(System.nanoTime() - began));
			}
			times.sort(null);
			assertThat(times.get(times.size() / 2)).as("the median, since the machine may be busy")
				.isLessThan(Duration.ofMillis(200));
		}
		history.end(null);
		stream.get(10, TimeUnit.SECONDS);
		assertThat(lines(messages(client.text()))).isEqualTo(Files.readAllLines(file));
	}

	@Test
	void silenceIsToldFromALostConnection() throws Exception {
		HistoryFile history = history("one");
		history.accept(new Event.Note(0, "one"));
		Client client = new Client();
		CompletableFuture<Void> stream = client.follow(ShownHistories.only(history));
		client.await("event: now\ndata: ");
		history.end(null);
		stream.get(10, TimeUnit.SECONDS);
	}

	@Test
	void theNextRunBeginsAnewOnTheSameConnection() throws Exception {
		ShownHistories shown = new ShownHistories();
		Client client = new Client();
		CompletableFuture<Void> stream = client.follow(shown);
		shown.show(history("first").end("{\"outcome\":\"pass\"}"));
		client.await("event: verdict");
		shown.show(history("second").end("{\"outcome\":\"fail\"}"));
		shown.end();
		stream.get(10, TimeUnit.SECONDS);
		assertThat(client.text()).containsSubsequence("reset", "data: first", "pass", "reset", "data: second", "fail",
				"event: end");
	}

	/** Nothing is kept for it, and neither the recorder nor another client waits. */
	@Test
	void aClientThatTakesNothingHoldsUpNobodyElse() throws Exception {
		Path file = this.folder.resolve("slow.ndjson");
		HistoryFile history = new HistoryFile(file);
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<Void> slow;
		CompletableFuture<Void> quick;
		Client client = new Client();
		try (HistoryRecorder recorder = HistoryRecorder.start(file)) {
			recorder.subscribe(history);
			slow = follow(ShownHistories.only(history), new OutputStream() {
				@Override
				public void write(int one) throws IOException {
					stuck.countDown();
					await(release);
					throw new IOException("The time of this client is over.");
				}
			});
			await(stuck);
			quick = client.follow(ShownHistories.only(history));
			IntStream.range(0, 1000).forEach((number) -> recorder.record((t) -> new Event.Note(t, "n" + number)));
			client.await("\"n999\"");
		}
		finally {
			release.countDown();
		}
		assertThat(slow).failsWithin(Duration.ofSeconds(10));
		history.end(null);
		quick.get(10, TimeUnit.SECONDS);
	}

	private HistoryFile history(String... lines) throws IOException {
		return history(List.of(lines));
	}

	private HistoryFile history(List<String> lines) throws IOException {
		return new HistoryFile(Files.write(Files.createTempFile(this.folder, "history", ".ndjson"), lines));
	}

	private static void append(HistoryFile history, String text) throws IOException {
		Files.writeString(history.path(), text, StandardOpenOption.APPEND);
	}

	private static String streamed(ShownHistories shown, String after) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new EventStream(shown, out).run(EventStream.Place.of(after));
		return out.toString(StandardCharsets.UTF_8);
	}

	private static List<String> messages(String streamed) {
		return List.of(streamed.split("\n\n")).stream().filter((message) -> message.startsWith("data: ")).toList();
	}

	private static List<String> lines(List<String> messages) {
		return messages.stream()
			.flatMap((message) -> Pattern.compile("(?m)^data: (.*)$").matcher(message).results())
			.map((MatchResult found) -> found.group(1))
			.toList();
	}

	private static CompletableFuture<Void> follow(ShownHistories shown, OutputStream out) {
		return CompletableFuture.runAsync(() -> {
			try {
				new EventStream(shown, out).run(Optional.empty());
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Client extends OutputStream {

		private final StringBuilder text = new StringBuilder();

		private CompletableFuture<Void> follow(ShownHistories shown) {
			return EventStreamTests.follow(shown, this);
		}

		@Override
		public void write(int one) {
			write(new byte[] { (byte) one }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			synchronized (this.text) {
				this.text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
				this.text.notifyAll();
			}
		}

		private String text() {
			synchronized (this.text) {
				return this.text.toString();
			}
		}

		private void await(String part) throws InterruptedException {
			long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
			synchronized (this.text) {
				while (this.text.indexOf(part) < 0) {
					assertThat(System.nanoTime()).as(part).isLessThan(deadline);
					this.text.wait(100);
				}
			}
		}

	}

}
