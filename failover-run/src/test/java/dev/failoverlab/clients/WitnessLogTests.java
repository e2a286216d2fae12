package dev.failoverlab.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The witness's clock began at 1000, and the run begins at 1100. */
class WitnessLogTests {

	private static final long START = 1100;

	@TempDir
	private Path folder;

	private Path file;

	private WitnessLog log;

	@BeforeEach
	void begin() {
		this.file = this.folder.resolve("witness.ndjson");
		this.log = new WitnessLog(this.file, "orders", START, 0);
	}

	@Test
	void aFileThatIsNotThereYetHasNoEvents() {
		assertThat(this.log.next()).isEmpty();
	}

	@Test
	void timesBecomeThoseOfTheRunAndOnlyWholeLinesAreRead() throws IOException {
		write(header(), invoke(150, "a-1"), "{\"t\":160,\"kind\":\"send\",\"process\":\"p\",");
		assertThat(this.log.next()).containsExactly(Event.Send.invoke(50, "p", "a-1", WitnessLog.UNKNOWN, null));
		assertThat(this.log.next()).isEmpty();
		append("\"type\":\"ok\",\"id\":\"a-1\",\"topic\":\"orders\",\"partition\":2,\"offset\":7}\n");
		assertThat(this.log.next()).containsExactly(Event.Send.ok(60, "p", "a-1", 2, 7L));
	}

	@Test
	void aListOfSendsIsReadAsIfEachHadALineOfItsOwn() throws IOException {
		write(header(), sends(150, "invoke", "[0,8],[20,9,3]"), sends(180, "ok", "[0,9,3,70],[5,8,1]"));
		assertThat(this.log.next()).containsExactly(Event.Send.invoke(50, "p", "a-8", WitnessLog.UNKNOWN, null),
				Event.Send.invoke(70, "p", "a-9", 3, null), Event.Send.ok(80, "p", "a-9", 3, 70L),
				Event.Send.ok(85, "p", "a-8", 1, null));
	}

	@Test
	void sendsOfAnotherTopicAndOfBeforeTheRunAreLeftOutWithTheirOutcomes() throws IOException {
		write(header(), invoke(50, "early-1"), ok(150, "early-1"), invoke(160, "b-1").replace("orders", "orders-retry"),
				ok(170, "b-1").replace("orders", "orders-retry"), fail(170, "b-1"));
		assertThat(this.log.next()).isEmpty();
	}

	/** Its clock tells nothing here. */
	@Test
	void onAnotherMachineTheTimeOfDayCounts() throws IOException {
		long t = TimeUnit.SECONDS.toNanos(3);
		write(header(Instant.now().minusSeconds(10), 77 * t + System.nanoTime()), invoke(t, "a-1"));
		assertThat(this.log.next()).singleElement()
			.satisfies((event) -> assertThat(event.t() + START)
				.isCloseTo(System.nanoTime() - TimeUnit.SECONDS.toNanos(7), within(TimeUnit.SECONDS.toNanos(2))));
	}

	@Test
	void whatAProcessLeavesOpenIsUnknownOnceAnotherOneWrites() throws IOException {
		write(header(), invoke(150, "a-1"), "{\"t\":160,\"ki", header(), invoke(170, "b-1"));
		assertThat(this.log.next()).filteredOn(Event.Send.class::isInstance)
			.extracting((event) -> ((Event.Send) event).id() + " " + ((Event.Send) event).type())
			.containsExactly("a-1 INVOKE", "a-1 INFO", "b-1 INVOKE");
	}

	@Test
	void afterTheEndOnlyOutcomesCount() throws IOException {
		write(header(), invoke(150, "a-1"));
		assertThat(this.log.next()).hasSize(1);
		this.log.end();
		append(invoke(160, "b-1") + "\n" + ok(170, "b-1") + "\n" + ok(180, "a-1") + "\n");
		assertThat(this.log.next()).containsExactly(Event.Send.ok(80, "p", "a-1", 0, 1L));
	}

	@Test
	void whoHoldsAPartitionFromBeforeIsKnownAtTheBeginning() throws IOException {
		write(header(), assign(20, "c", "0,1"), assign(30, "gone", "2"),
				"{\"t\":40,\"kind\":\"closed\",\"process\":\"gone\"}", assign(50, "c", "0,1,2"), assign(150, "d", "1"));
		assertThat(this.log.next()).containsExactly(new Event.Assign(0, "c", List.of(0, 1, 2), Map.of()),
				new Event.Assign(50, "d", List.of(1), Map.of()));
	}

	@Test
	void withoutAListenerThatTellsWhatIsCommittedIsHandled() throws IOException {
		write(header(), records("received", 150, "c", 0, 4, 5, 6),
				"{\"t\":170,\"kind\":\"committed\",\"process\":\"c\",\"topic\":\"orders\",\"offsets\":{\"0\":6}}");
		assertThat(this.log.next()).containsExactly(new Event.Poll(70, "c", List.of(position(0, 4), position(0, 5))));
		append("{\"t\":180,\"kind\":\"committed\",\"process\":\"c\",\"topic\":\"orders\",\"offsets\":{\"0\":7}}\n");
		assertThat(this.log.next()).containsExactly(new Event.Poll(80, "c", List.of(position(0, 6))));
	}

	@Test
	void withoutAGroupWhatIsReceivedIsHandled() throws IOException {
		write(header(), "{\"t\":20,\"kind\":\"client\",\"process\":\"c\",\"client\":\"consumer\"}",
				records("received", 150, "c", 0, 4));
		assertThat(this.log.next()).containsExactly(new Event.Poll(50, "c", List.of(position(0, 4))));
	}

	@Test
	void whereAListenerTellsOnlyThatCounts() throws IOException {
		write(header(), records("received", 150, "c", 0, 4, 5), records("poll", 160, "c", 0, 4),
				"{\"t\":170,\"kind\":\"committed\",\"process\":\"c\",\"topic\":\"orders\",\"offsets\":{\"0\":6}}");
		assertThat(this.log.next()).containsExactly(new Event.Poll(60, "c", List.of(position(0, 4))));
	}

	@Test
	void missingLinesMakeTheRunInconclusive() throws IOException {
		write(header(), "{\"t\":150,\"kind\":\"dropped\",\"events\":3}");
		assertThat(this.log.next()).singleElement()
			.isInstanceOfSatisfying(Event.Unmet.class,
					(unmet) -> assertThat(unmet.seen()).isEqualTo("3 events are missing"));
	}

	@Test
	void aSendGetsItsPartitionFromItsOutcomeOrFromTheLog() {
		List<Event> events = List.of(Event.Send.invoke(1, "p", "a", WitnessLog.UNKNOWN, null),
				Event.Send.invoke(2, "p", "b", WitnessLog.UNKNOWN, null),
				Event.Send.invoke(3, "p", "c", WitnessLog.UNKNOWN, null), Event.Send.fail(4, "p", "c", "no metadata"));
		assertThat(PlacedSends.of(events, Map.of("a", 2, "b", 0))).containsExactly(
				Event.Send.invoke(1, "p/a", "a", 2, null), Event.Send.invoke(2, "p/b", "b", 0, null), new Event.Note(4,
						"1 sends are left out: they ended before they had a partition, and the log has none of them."));
	}

	private void write(String... lines) throws IOException {
		Files.writeString(this.file, String.join("\n", lines) + (lines[lines.length - 1].endsWith("}") ? "\n" : ""));
	}

	private void append(String text) throws IOException {
		Files.writeString(this.file, text, StandardOpenOption.APPEND);
	}

	private static String header() {
		return header(Instant.now().minusNanos(System.nanoTime() - 1000), 1000);
	}

	private static String header(Instant started, long clock) {
		return "{\"t\":0,\"kind\":\"witness\",\"version\":1,\"started\":\"%s\",\"clock\":%d}".formatted(started, clock);
	}

	private static String invoke(long t, String id) {
		return send(t, "invoke", id) + "}";
	}

	private static String sends(long t, String type, String sends) {
		return "{\"t\":%d,\"kind\":\"sends\",\"process\":\"p\",\"type\":\"%s\",\"topic\":\"orders\",\"ids\":\"a-\",\"sends\":[%s]}"
			.formatted(t, type, sends);
	}

	private static String ok(long t, String id) {
		return send(t, "ok", id) + ",\"partition\":0,\"offset\":1}";
	}

	private static String fail(long t, String id) {
		return send(t, "fail", id).replace(",\"topic\":\"orders\"", "") + ",\"error\":\"no metadata\"}";
	}

	private static String send(long t, String type, String id) {
		return "{\"t\":%d,\"kind\":\"send\",\"process\":\"p\",\"type\":\"%s\",\"id\":\"%s\",\"topic\":\"orders\""
			.formatted(t, type, id);
	}

	private static String assign(long t, String process, String partitions) {
		return "{\"t\":%d,\"kind\":\"assign\",\"process\":\"%s\",\"topic\":\"orders\",\"partitions\":[%s],\"positions\":{},\"inferred\":true}"
			.formatted(t, process, partitions);
	}

	private static String records(String kind, long t, String process, int partition, long... offsets) {
		StringBuilder records = new StringBuilder();
		for (long offset : offsets) {
			records.append(records.isEmpty() ? "" : ",")
				.append("{\"partition\":%d,\"offset\":%d,\"id\":\"%d\"}".formatted(partition, offset, offset));
		}
		return "{\"t\":%d,\"kind\":\"%s\",\"process\":\"%s\",\"topic\":\"orders\",\"records\":[%s]}".formatted(t, kind,
				process, records);
	}

	private static Event.Position position(int partition, long offset) {
		return new Event.Position(partition, offset, String.valueOf(offset));
	}

}
