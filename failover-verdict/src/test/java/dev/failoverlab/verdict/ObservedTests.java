package dev.failoverlab.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.report.JsonReport;
import dev.failoverlab.report.TextReport;
import dev.failoverlab.verdict.Verdict.Met;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

class ObservedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					observed "replicas on node 1" = 3                                 | 3                                      | true
					observed "replicas on node 1" > 3                                 | 3                                      | false
					observed "replicas on node 1" = observed "replicas on node 2"     | 3, and observed "replicas on node 2": 2 | false
					observed "answered after" < 5s                                    | 1.250 s                                | true
					observed "answered after" > 1250                                  | 1250                                   | false
					observed "answer" says "only 3 broker(s)"                         | of 4: only 3 broker(s) are registered  | true
					observed "answer" = "only 3 broker(s)"                            | of 4: only 3 broker(s) are registered  | false
					observed "answer" != "accepted"                                   | of 4: only 3 broker(s) are registered  | true
					observed "replicas on node 1" = "3"                               | 3                                      | true
					observed "nothing" = 0                                            | not observed                           | false
					observed "nothing" != "x"                                         | not observed                           | false
					observed "answer" = 0                                             | not observed                           | false
					""")
	void isComparedWithNumbersTimesAndTexts(String expectation, String seen, boolean met) {
		TestHistory history = TestHistory.of(1).expect(expectation).observation("replicas on node 1", 1);
		history.observation("replicas on node 2", 2).observation("answered after", 1250);
		history.observation("answer", "of 4: only 3 broker(s) are registered").observation("replicas on node 1", 3);
		assertThat(history.verdict().expectations()).containsExactly(new Met(expectation, seen, met));
	}

	@Test
	void isPartOfTheVerdictAndOfEveryReport() {
		TestHistory history = TestHistory.of(1).observation("b", 2).observation("a", "<one>").observation("b", 3);
		Verdict verdict = history.verdict();
		assertThat(verdict.observed()).containsExactly(entry("b", 3), entry("a", "<one>"));
		assertThat(TextReport.of(verdict, false)).contains("Observed\n  b: 3\n  a: <one>\n");
		assertThat(JsonReport.of(verdict)).contains("\"observed\" : {").contains("\"b\" : 3");
	}

	@Test
	void hasANameWithoutQuotesAndAValueThatIsANumberOrAText() {
		assertThatIllegalArgumentException().isThrownBy(() -> TestHistory.of(1).observation("a \"b\"", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> TestHistory.of(1).observation("a", List.of(1)));
	}

	@Test
	void whatIsNotUnderstoodIsSaid() {
		assertThatExceptionOfType(ExpectationException.class)
			.isThrownBy(() -> Expectation.parse("observed \"answer\" contains \"x\""));
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> TestHistory.of(1).expect("observed answer = 1").verdict());
	}

	@Test
	void otherExpectationsTakeThePlaceOfTheHeaders(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("history.ndjson");
		Files.write(file, TestHistory.of(1).expect("lost-write = 0").observation("a", 1).bytes());
		List<Expectation> claimed = List.of(Expectation.parse("observed \"a\" = 2"));
		assertThat(Judge.judge(file, claimed).expectations())
			.containsExactly(new Met("observed \"a\" = 2", "1", false));
		assertThat(Judge.judge(file).expectations()).extracting(Met::expect).containsExactly("lost-write = 0");
	}

	@Test
	void theSlowestDeliveryCountsFromTheSendToItsFirstHandling() {
		TestHistory history = TestHistory.of(1).expect("delivery max = 250ms", "delivery max < 1s");
		history.sent("a", 0, 0).at(100).invoke("p", "b", 0).at(350).poll("c", "0:1:b").ok("p", "b", 0, 1);
		history.at(2_000).poll("d", "0:1:b");
		assertThat(history.verdict().expectations()).allMatch(Met::met);
		assertThat(TestHistory.of(1).expect("delivery max < 1s").verdict().expectations())
			.containsExactly(new Met("delivery max < 1s", "not observed", false));
	}

}
