package dev.failoverlab.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.run.RunException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientLinesTests {

	@TempDir
	private Path folder;

	@Test
	void onlyWhatIsAppendedLaterIsRead() throws IOException {
		append("sends", sent("before", 1) + "\n");
		ClientLog sends = ClientLines.sends(file("sends"), System.nanoTime());
		assertThat(sends.next()).isEmpty();
		append("sends", sent("a", 7) + "\n" + sent("b", 8).substring(0, 9));
		assertThat(sends.next()).extracting((event) -> ((Event.Send) event).type())
			.containsExactly(Event.Type.INVOKE, Event.Type.OK);
		assertThat(sends.next()).isEmpty();
		append("sends", sent("b", 8).substring(9) + "\n");
		assertThat(sends.next()).extracting((event) -> ((Event.Send) event).id()).containsExactly("b", "b");
	}

	@Test
	void afterTheEndThereAreNoNewSends() throws IOException {
		ClientLog sends = ClientLines.sends(file("sends"), System.nanoTime());
		ClientLog deliveries = ClientLines.deliveries(file("deliveries"), System.nanoTime());
		sends.end();
		deliveries.end();
		append("sends", sent("a", 7) + "\n");
		append("deliveries", "{\"id\":\"a\",\"partition\":0,\"offset\":7}\n");
		assertThat(sends.next()).isEmpty();
		assertThat(deliveries.next()).singleElement()
			.isInstanceOfSatisfying(Event.Poll.class,
					(poll) -> assertThat(poll.records()).containsExactly(new Event.Position(0, 7, "a")));
	}

	@Test
	void aLineThatCannotBeUsedIsNamed() throws IOException {
		append("sends", sent("before", 1) + "\n");
		ClientLog sends = ClientLines.sends(file("sends"), System.nanoTime());
		append("sends", sent("a", 7) + "\n" + sent("a", 8) + "\n");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(sends::next)
			.withMessageContaining("Line 3 of")
			.withMessageContaining("each send needs an id of its own");
	}

	@Test
	void aFileThatIsCutIsAnError() throws IOException {
		append("sends", sent("before", 1) + "\n");
		ClientLog sends = ClientLines.sends(file("sends"), System.nanoTime());
		Files.writeString(file("sends"), "");
		assertThatExceptionOfType(RunException.class).isThrownBy(sends::next).withMessageContaining("became shorter");
	}

	@Test
	void whatHasNoTimesIsNotJudgedByThem() {
		Event.Run run = new Event.Run(
				0, 1, "kill", "orders", 1, 3, 2, Event.READ_UNCOMMITTED, List.of("lost-write = 0", "outage < 15s",
						"poll-skip = 0", "never delivered = 0", "a leader moved", "nonmonotonic-send = 0"),
				"4.2.2", "own", Instant.EPOCH, Map.of());
		assertThat(told(run, true, true)).containsExactly("lost-write = 0", "outage < 15s", "poll-skip = 0",
				"never delivered = 0", "a leader moved");
		assertThat(told(run, true, false)).containsExactly("lost-write = 0", "never delivered = 0", "a leader moved");
		assertThat(told(run, false, true)).containsExactly("lost-write = 0", "outage < 15s", "a leader moved");
	}

	private static List<String> told(Event.Run run, boolean consume, boolean times) {
		return new Told(List.of(), consume, times).expecting(run).expectations();
	}

	private static String sent(String id, long offset) {
		return "{\"id\":\"%s\",\"partition\":0,\"offset\":%d,\"outcome\":\"ok\"}".formatted(id, offset);
	}

	private Path file(String name) {
		return this.folder.resolve(name + ".ndjson");
	}

	private void append(String name, String text) throws IOException {
		Files.writeString(file(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
