package dev.failoverlab.history;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HistoryReaderTests {

	private static final String HEADER = """
			{"t":0,"kind":"run","version":1,"scenario":"s","topic":"email.send","partitions":3,"replication_factor":3,\
			"min_isr":2,"consumer_isolation":"read_uncommitted","expectations":[],"kafka":"4.2.2","backend":"process",\
			"started":"2026-01-02T03:04:05Z","settings":{}}
			""";

	@Test
	void readsEveryKindInOrderWithItsLine() {
		List<Line> lines = read(
				HEADER + """
						{"t":1,"kind":"send","type":"invoke","process":"p","id":"a","partition":0,"key":"k","tx":"x"}
						{"t":2,"kind":"send","type":"ok","process":"p","id":"a","partition":0,"offset":7}
						{"t":2,"kind":"tx","id":"x","process":"p","end":"commit","type":"invoke"}
						{"t":2,"kind":"assign","process":"c","partitions":[0,2],"positions":{"2":5}}
						{"t":3,"kind":"poll","process":"c","records":[{"partition":0,"offset":7,"id":"a"},{"partition":0,"offset":8,"id":null}]}
						{"t":3,"kind":"scan","process":"s","isolation":"read_committed","records":[]}
						{"t":3,"kind":"log","partition":0,"start":0,"end":9}
						{"t":3,"kind":"fault","type":"asked","fault":"kill","target":"leader of email.send-0"}
						{"t":3,"kind":"fault","type":"begin","fault":"kill","node":1}
						{"t":3,"kind":"partition","partition":1,"leader":null,"epoch":4,"isr":[2],"elr":[3],"replicas":[1,2,3],"seen_from":2}
						{"t":3,"kind":"quorum","leader":2,"epoch":9,"voters":[1,2,3],"seen_from":3}
						{"t":3,"kind":"phase","name":"read"}
						{"t":4,"kind":"note","text":"hello"}""");
		assertThat(lines).extracting(Line::number)
			.containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
		assertThat(lines.get(1).event())
			.isEqualTo(new Event.Send(1, Event.Type.INVOKE, "p", "a", 0, null, "k", "x", null));
		assertThat(lines.get(5).event())
			.isEqualTo(new Event.Poll(3, "c", List.of(new Event.Position(0, 7, "a"), new Event.Position(0, 8, null))));
		assertThat(lines.get(10).event())
			.isEqualTo(new Event.Partition(3, 1, null, 4, List.of(2), List.of(3), List.of(1, 2, 3), 2));
	}

	@Test
	void ignoresWhatItDoesNotKnow() {
		List<Line> lines = read(HEADER + """
				{"kind":"weather","t":5,"sky":{"colour":["grey"]}}
				{"t":6,"kind":"note","text":"n","colour":"red"}
				""");
		assertThat(lines).extracting(Line::event).last().isEqualTo(new Event.Note(6, "n"));
		assertThat(lines.get(1).event()).isEqualTo(new Event.Unknown(5));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"t":1,"kind":"note","text":"n"}}                                      | not a JSON
					{"t":1,"kind":"note","te                                               | JSON
					hello                                                                  | not a JSON
					[1,2]                                                                  | not a JSON
					null                                                                   | not a JSON
					{"kind":"note"}                                                        | field t
					{}                                                                     | field kind
					{"t":1,"kind":1.5}                                                     | field kind
					{"kind":true,"t":1}                                                    | field kind
					{"kind":{"x":1},"t":1}                                                 | field kind
					{"t":1,"kind":null}                                                    | field kind
					{"t":1,"kind":"note","text":"a"} {"t":1,"kind":"note","text":"b"}      | more than one event
					{"t":1,"kind":"config","topic":{"a":1},"nodes":{}}                     | field topic.a
					{"t":1,"kind":"config","topic":{},"nodes":{"one":{}}}                  | field nodes
					{"t":1,"kind":"unmet","step":"s","condition":"c"}                      | lacks the field seen
					~~                                                                     | is empty
					{"t":1}                                                                | kind
					{"kind":"note","text":"n"}                                             | field t
					{"t":null,"kind":"note","text":"n"}                                    | field t
					{"t":"1","kind":"note","text":"n"}                                     | field t
					{"t":1.5,"kind":"note","text":"n"}                                     | field t
					{"t":1,"t":2,"kind":"note","text":"n"}                                 | uplicate
					{"t":-1,"kind":"note","text":"n"}                                      | back in time
					{"t":1,"kind":"note"}                                                  | lacks the field text
					{"t":1,"kind":"note","text":5}                                         | field text
					{"t":1,"kind":"phase","name":"lunch"}                                  | lunch
					{"t":1,"kind":"send","type":"maybe","process":"p","id":"a"}            | field type
					{"t":1,"kind":"send","type":0,"process":"p","id":"a","partition":0}    | field type
					{"t":1,"kind":"send","type":"invoke","process":"p","id":"a"}           | lacks the field partition
					{"t":1,"kind":"send","type":"ok","process":"p","id":"a","partition":0,"offset":-1} | offset -1
					{"t":1,"kind":"send","type":"info","process":"p","id":"a"}             | lacks the field error
					{"t":1,"kind":"send","type":"invoke","process":"p","id":"a","partition":3} | partition 3
					{"t":1,"kind":"log","partition":-1,"start":0,"end":0}                  | partition -1
					{"t":1,"kind":"log","partition":0,"start":0}                           | field end
					{"t":1,"kind":"log","partition":0,"start":5,"end":4}                   | bounds
					{"t":1,"kind":"poll","process":"c"}                                    | lacks the field records
					{"t":1,"kind":"poll","process":"c","records":[null]}                   | null in records
					{"t":1,"kind":"poll","process":"c","records":[{"partition":0,"offset":"x","id":"a"}]} | records[0].offset
					{"t":1,"kind":"poll","process":"c","records":[{"partition":7,"offset":0,"id":"a"}]} | partition 7
					{"t":1,"kind":"assign","process":"c","partitions":[0],"positions":{"x":1}} | positions
					{"t":1,"kind":"assign","process":"c","partitions":[0],"positions":{"0":-1}} | position below 0
					{"t":1,"kind":"send","type":"ok","process":"p","id":"a","partition":0,"offset":9007199254740992} | offset 9007199254740992
					{"t":1e30,"kind":"note","text":"n"}                                    | field t
					{"t":99999999999999999999,"kind":"note","text":"n"}                    | field t
					{"t":1,"kind":"fault","type":"wish","fault":"kill"}                    | wish
					""")
	void namesTheLineThatIsNoEvent(String line, String problem) {
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> read(HEADER + "{\"t\":0,\"kind\":\"note\",\"text\":\"fine\"}\n" + line + "\n"))
			.withMessageStartingWith("Line 3 of the history ")
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("failoverlab", "jackson", "java.", "Source"));
	}

	@Test
	void wantsTheHeaderFirstAndOnceAndOfItsVersion() {
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> read("")).withMessageContaining("empty");
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> read("{\"t\":0,\"kind\":\"note\",\"text\":\"n\"}\n" + HEADER))
			.withMessageContaining("Line 1 of the history comes before the header");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> read(HEADER + HEADER))
			.withMessageContaining("Line 2 of the history is a second header");
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> read(HEADER.replace("\"version\":1", "\"version\":2")))
			.withMessageContaining("version 2");
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> read(HEADER.replace("\"partitions\":3", "\"partitions\":2000000000")))
			.withMessageContaining("Line 1 of the history has 2000000000 partitions, and 1 to 100000 can be judged");
	}

	@Test
	void doesNotLetTimeGoBack() {
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> read(HEADER + """
				{"t":9,"kind":"note","text":"n"}
				{"t":8,"kind":"note","text":"n"}
				""")).withMessage("Line 3 of the history goes back in time: t is 8 after 9.");
	}

	@Test
	void refusesALineOfAnyLengthInBoundedMemory() {
		String record = "{\"partition\":0,\"offset\":1,\"id\":\"a\"},";
		byte[] megabyte = record.repeat((1 << 20) / record.length()).getBytes(StandardCharsets.UTF_8);
		String poll = "{\"kind\":\"poll\",\"t\":1,\"process\":\"c\",\"records\":[";
		List<InputStream> parts = new ArrayList<>();
		parts.add(new ByteArrayInputStream((HEADER + poll).getBytes(StandardCharsets.UTF_8)));
		for (int i = 0; i < 4096; i++) {
			parts.add(new ByteArrayInputStream(megabyte));
		}
		try (HistoryReader reader = new HistoryReader(new SequenceInputStream(Collections.enumeration(parts)))) {
			assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> reader.forEach((line, event) -> {
			})).withMessage("Line 2 of the history is longer than 32 MiB.");
		}
	}

	@Test
	void readsLinesThatCrossItsBuffer() {
		StringBuilder history = new StringBuilder(HEADER);
		for (int i = 1; i < 3_000; i++) {
			history.append("{\"t\":%d,\"kind\":\"note\",\"text\":\"%s\"}\r\n".formatted(i, "é".repeat(i % 97)));
		}
		List<Line> lines = read(history.toString());
		assertThat(lines).hasSize(3_000);
		assertThat(lines.get(2_999).event()).isEqualTo(new Event.Note(2_999, "é".repeat(2_999 % 97)));
	}

	@Test
	void saysThatThereIsNoSuchFile(@TempDir Path directory) {
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> HistoryReader.open(directory.resolve("none.ndjson")))
			.withMessageStartingWith("There is no history ");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> HistoryReader.open(directory))
			.withMessageContaining("folder");
	}

	private static List<Line> read(String history) {
		List<Line> lines = new ArrayList<>();
		try (HistoryReader reader = new HistoryReader(
				new ByteArrayInputStream(history.getBytes(StandardCharsets.UTF_8)))) {
			reader.forEach((line, event) -> lines.add(new Line(line, event)));
		}
		return lines;
	}

	private record Line(long number, Event event) {

	}

}
