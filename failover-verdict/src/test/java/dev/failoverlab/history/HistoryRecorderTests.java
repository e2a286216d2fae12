package dev.failoverlab.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class HistoryRecorderTests {

	@TempDir
	Path directory;

	@Test
	void keepsTheOrderOfTimeWhenManyThreadsRecord() throws Exception {
		Path file = this.directory.resolve("deep/down/history.ndjson");
		try (HistoryRecorder recorder = HistoryRecorder.start(file)) {
			recorder.record(HistoryRecorderTests::header);
			recordFromManyThreads(recorder, 8, 5_000);
		}
		List<Event> events = read(file);
		assertThat(events).hasSize(1 + 8 * 5_000);
		assertThat(events).extracting(Event::t).isSorted();
		for (int thread = 0; thread < 8; thread++) {
			String process = "p" + thread;
			assertThat(events).filteredOn((event) -> event instanceof Event.Send send && send.process().equals(process))
				.extracting((event) -> ((Event.Send) event).id())
				.isEqualTo(ids(process, 5_000));
		}
	}

	@Test
	void writesKindAndTimeFirstAndLeavesOutWhatIsNotThere() throws IOException {
		Path file = this.directory.resolve("history.ndjson");
		try (HistoryRecorder recorder = HistoryRecorder.start(file)) {
			recorder.record((t) -> header(0));
			recorder.record((t) -> Event.Send.invoke(1, "p", "a", 2, null));
			recorder.record((t) -> Event.Send.ok(2, "p", "a", 2, -1L));
			recorder.record((t) -> new Event.Partition(3, 0, null, 5, List.of(1), null, List.of(1, 2, 3), 2));
			recorder.record((t) -> new Event.Assign(4, "c", List.of(0, 1), Map.of(1, 7L, 0, 3L)));
		}
		assertThat(Files.readAllLines(file)).containsExactly(
				"{\"kind\":\"run\",\"t\":0,\"version\":1,\"scenario\":\"s\",\"topic\":\"email.send\",\"partitions\":3,"
						+ "\"replication_factor\":3,\"min_isr\":2,\"consumer_isolation\":\"read_uncommitted\","
						+ "\"expectations\":[\"lost-write = 0\"],\"kafka\":\"4.2.2\",\"backend\":\"process\","
						+ "\"started\":\"2026-01-02T03:04:05Z\",\"settings\":{\"rate\":300}}",
				"{\"kind\":\"send\",\"t\":1,\"type\":\"invoke\",\"process\":\"p\",\"id\":\"a\",\"partition\":2}",
				"{\"kind\":\"send\",\"t\":2,\"type\":\"ok\",\"process\":\"p\",\"id\":\"a\",\"partition\":2}",
				"{\"kind\":\"partition\",\"t\":3,\"partition\":0,\"leader\":null,\"epoch\":5,\"isr\":[1],"
						+ "\"replicas\":[1,2,3],\"seen_from\":2}",
				"{\"kind\":\"assign\",\"t\":4,\"process\":\"c\",\"partitions\":[0,1],\"positions\":{\"0\":3,\"1\":7}}");
	}

	@Test
	void isInTheFileSoonAfterItHappenedAndInWholeLines() throws Exception {
		Path file = this.directory.resolve("history.ndjson");
		try (HistoryRecorder recorder = HistoryRecorder.start(file)) {
			CountDownLatch told = new CountDownLatch(1);
			recorder.subscribe((event) -> told.countDown());
			recorder.record(HistoryRecorderTests::header);
			assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(Files.readString(file)).endsWith("}\n");
		}
	}

	@Test
	void tellsListenersInOrderAndDropsOneThatFails() throws Exception {
		Path file = this.directory.resolve("history.ndjson");
		List<Event> seen = Collections.synchronizedList(new ArrayList<>());
		try (HistoryRecorder recorder = HistoryRecorder.start(file)) {
			recorder.subscribe((event) -> {
				throw new IllegalStateException("no more");
			});
			CountDownLatch told = new CountDownLatch(1);
			recorder.subscribe((event) -> {
				seen.add(event);
				told.countDown();
			});
			recorder.record(HistoryRecorderTests::header);
			assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
			for (int i = 0; i < 100; i++) {
				recorder.record((t) -> new Event.Note(t, "n"));
			}
		}
		List<Event> events = read(file);
		assertThat(events).isEqualTo(seen);
		assertThat(events).filteredOn((event) -> event instanceof Event.Note note && note.text().contains("no more"))
			.hasSize(1);
	}

	@Test
	void failsLoudlyRatherThanLeaveAHole() throws Exception {
		HistoryRecorder recorder = HistoryRecorder.start(this.directory.resolve("history.ndjson"), 4);
		CountDownLatch release = new CountDownLatch(1);
		recorder.subscribe((event) -> await(release));
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> {
			for (int i = 0; i < 10_000; i++) {
				recorder.record(HistoryRecorderTests::header);
			}
		}).withMessageContaining("as fast as things happen");
		release.countDown();
		assertThatExceptionOfType(HistoryException.class).isThrownBy(recorder::close);
	}

	@Test
	void neverWritesOverAHistory() throws IOException {
		Path file = Files.writeString(this.directory.resolve("history.ndjson"), "mine");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> HistoryRecorder.start(file))
			.withMessageContaining("already");
		assertThat(file).hasContent("mine");
	}

	@Test
	void dropsWhatHappensAfterTheEndAndClosesTwice() {
		Path file = this.directory.resolve("history.ndjson");
		HistoryRecorder recorder = HistoryRecorder.start(file);
		recorder.record(HistoryRecorderTests::header);
		recorder.close();
		recorder.record((t) -> new Event.Note(t, "late"));
		recorder.close();
		assertThat(read(file)).hasSize(1);
	}

	static Event.Run header(long t) {
		return new Event.Run(t, 1, "s", "email.send", 3, 3, 2, Event.READ_UNCOMMITTED, List.of("lost-write = 0"),
				"4.2.2", "process", Instant.parse("2026-01-02T03:04:05Z"), Map.of("rate", 300));
	}

	private static void recordFromManyThreads(HistoryRecorder recorder, int threads, int each) throws Exception {
		List<Thread> all = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			String process = "p" + i;
			all.add(new Thread(() -> ids(process, each)
				.forEach((id) -> recorder.record((t) -> Event.Send.invoke(t, process, id, 0, null)))));
		}
		all.forEach(Thread::start);
		for (Thread thread : all) {
			thread.join();
		}
	}

	private static List<String> ids(String process, int count) {
		return java.util.stream.IntStream.range(0, count).mapToObj((i) -> process + "-" + i).toList();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Event> read(Path file) {
		List<Event> events = new ArrayList<>();
		try (HistoryReader reader = HistoryReader.open(file)) {
			reader.forEach((line, event) -> events.add(event));
		}
		return events;
	}

}
