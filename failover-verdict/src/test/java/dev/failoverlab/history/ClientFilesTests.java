package dev.failoverlab.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientFilesTests {

	private static final String SENDS = """
			{"id":"a","partition":0,"offset":0,"outcome":"ok"}
			{"id":"b","partition":1,"offset":7,"outcome":"ok"}
			{"id":"c","partition":0,"outcome":"info","error":"timed out"}
			{"id":"d","partition":0,"outcome":"fail"}
			""";

	private static final String ALL = """
			{"id":"a","partition":0,"offset":0}
			{"id":"b","partition":1,"offset":7}
			""";

	@TempDir
	Path folder;

	@Test
	void whatIsAllThereWhenTheLogWasReadPasses() throws IOException {
		assertThat(judge(SENDS, ALL, ALL).outcome()).isEqualTo(Outcome.PASS);
	}

	@Test
	void nothingIsProvenWhenTheLogWasNotRead() throws IOException {
		assertThat(judge(SENDS, ALL, null).outcome()).isEqualTo(Outcome.INVALID);
	}

	@Test
	void aSendThatWasDeliveredTwiceFailsWithoutAScan() throws IOException {
		assertThat(judge(SENDS, ALL + "{\"id\":\"a\",\"partition\":0,\"offset\":3}\n", null).outcome())
			.isEqualTo(Outcome.FAIL);
	}

	@Test
	void aSendThatFailedAndIsThereIsAFinding() throws IOException {
		assertThat(judge(SENDS, ALL + "{\"id\":\"d\",\"partition\":0,\"offset\":3}\n", null).outcome())
			.isEqualTo(Outcome.FAIL);
	}

	@Test
	void anAcknowledgedSendThatTheScanLacksIsLost() throws IOException {
		assertThat(judge(SENDS, null, ALL.lines().findFirst().orElseThrow()).outcome()).isEqualTo(Outcome.FAIL);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"id":"x","offset":0,"outcome":"ok"}            | needs a partition
			{"id":"x","partition":-1,"outcome":"ok"}        | needs a partition
			{"id":"x","partition":0}                        | needs an outcome
			{"id":"x","partition":0,"outcome":"lost"}       | outcome
			{"partition":0,"outcome":"ok"}                  | id
			{"id":"x","partition":0,"offset":-1,"outcome":"ok"} | offset
			{"id":"b","partition":0,"outcome":"ok"}         | has the id b
			[]                                              | JSON
			null                                            | JSON
			{"id":"x","partition":0,"outcome":"ok"} {}      | JSON
			""")
	void aLineThatCannotBeUsedIsNamed(String line, String problem) {
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> judge(SENDS + line + "\n", ALL, null))
			.withMessageContainingAll("Line 5 of ", "sends.ndjson", problem)
			.matches(HistoryException::isInText);
		assertThat(this.folder.resolve("made.ndjson")).doesNotExist();
	}

	@Test
	void aDeliveryWithoutAPlaceIsNamed() {
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> judge(SENDS, ALL + "{\"id\":\"a\",\"partition\":0}\n", null))
			.withMessageContainingAll("Line 3 of ", "deliveries.ndjson", "offset");
	}

	private Verdict judge(String sends, @Nullable String deliveries, @Nullable String scan) throws IOException {
		Path made = this.folder.resolve("made.ndjson");
		new ClientFiles(write("sends.ndjson", sends),
				(deliveries != null) ? write("deliveries.ndjson", deliveries) : null,
				(scan != null) ? write("scan.ndjson", scan) : null)
			.write(made);
		return Judge.judge(made);
	}

	private Path write(String name, String lines) throws IOException {
		return Files.writeString(this.folder.resolve(name), lines);
	}

}
