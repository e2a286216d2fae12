package dev.failoverlab.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Verdict.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextReportTests {

	@Test
	void tellsTheWholeStory() {
		assertThat(TextReport.of(JsonReportTests.history().verdict(), false)).isEqualTo("""
				by hand   Kafka 4.2.2, process, started 2026-01-02T03:04:05Z, ran 2.61 s

				Leader of       P0  P1
				before           1   -
				after the kill   2   -
				recovered        -   -
				rebalanced       2   -

				Changes
				1.40 s  ISR of partition 0: 1,2,3 -> 2,3

				Emails
				sent          3 acknowledged  1 failed      0 unknown
				in the log    1 lost          0 duplicates  0 out of order
				delivered     1 once          2 never       0 more than once
				send latency  p50 1 ms        p99 1.49 s    max 1.49 s

				No writes to  during            times  longest   total    from  detection  recovery  consumer
				partition 0   kill of node 1        1   1.49 s  1.49 s  0.01 s     1.40 s    100 ms    2.60 s
				partition 1   nothing was sent

				Why
				  The consumer got nothing of partition 0 for 2.6 s after the kill of node 1, which led
				    partition 0: a consumer reads from the leader.
				  Writes to partition 0 stopped for 1.5 s after the kill of node 1: it was the leader, and
				    only the leader takes writes. 1.4 s until node 1 had left the ISR, 0.1 s until the
				    producer found the new leader.

				lost-write: 1 email that was acknowledged and is not in the log
				  - Email b was acknowledged at 1.500 s at offset 1 of partition 0, but it is not in the
				    log, which was read beyond that point: it is lost. (history lines 8, 11)

				Expected                  seen
				NOT MET   lost-write = 0  1
				met       outage < 15s    1.493 s

				FAIL   not met: lost-write = 0
				  - Nothing is known of the outages of partition 1: no send to it was under way while a
				    fault was in force.
				""");
	}

	@Test
	void briefTellsOfExpectationsOnlyWhatIsNotMetAndSumsUp() {
		assertThat(TextReport.brief(JsonReportTests.history().verdict(), false)).startsWith("Leader of ")
			.contains("\nafter the kill   2   -\nrecovered        -   -\n", "\nNOT MET   lost-write = 0  1\n\nFAIL")
			.doesNotContain("outage < 15s")
			.endsWith("\n3 emails acknowledged: 1 lost, 2 never delivered; writes stopped for at most 1.49 s.\n");
		TestHistory history = TestHistory.of(1).expect("lost-write = 0");
		history.sent("a", 0, 0).poll("c", "0:0:a");
		assertThat(TextReport.brief(history.scan("0:0:a").log(0, 0, 1).verdict(), false)).doesNotContain("Expected")
			.contains("\nPASS   1 of 1 expectations met\n1 email acknowledged: 0 lost");
	}

	@Test
	void namesTheQuestionTheSettingsAndTheControllers() {
		TestHistory history = TestHistory.of(1)
			.with(Map.of("question", "What if?", "rate_per_second", 300, "through", "client", "producer",
					Map.of("acks", "0"), "consumer", Map.of()));
		history.quorum(1, 4).quorum(2, 6).sent("a", 0, 0);
		assertThat(TextReport.of(history.verdict(), false)).contains(
				"ms\nWhat if?\nwith 300 emails a second through client; producer acks=0\n",
				"\nChanges\n0.00 s  active controller 1 -> 2\n");
		assertThat(JsonReport.of(history.verdict())).contains("\"question\" : \"What if?\"", "\"acks\" : \"0\"");
	}

	@Test
	void saysPass() {
		TestHistory history = TestHistory.of(1).expect("lost-write = 0");
		history.sent("a", 0, 0).poll("c", "0:0:a").poll("d", "0:0:a");
		assertThat(TextReport.of(history.scan("0:0:a").log(0, 0, 1).verdict(), false))
			.contains("\npartition 0   no outage\n", "\n  One email was delivered 2 times, the most of all.\n",
					"\nafter        -\n")
			.endsWith("\nPASS   1 of 1 expectations met\n");
	}

	@Test
	void saysInconclusiveAndWhy() {
		TestHistory history = TestHistory.of(1).expect("lost-write = 0").sent("a", 0, 0);
		assertThat(TextReport.of(history.verdict(), false)).endsWith(
				"\nINCONCLUSIVE   the run proves nothing:\n  - The log was not read to its end on partition 0.\n");
	}

	@Test
	void saysThatNothingWasExpected() {
		TestHistory history = TestHistory.of(1).sent("a", 0, 0).scan("0:0:a").log(0, 0, 1);
		assertThat(TextReport.of(history.verdict(), false))
			.endsWith("\nExpected\nnothing\n\nINCONCLUSIVE   the run proves nothing:\n  - Nothing was expected.\n");
	}

	@Test
	void countsRecordsOfStrangers() {
		TestHistory history = TestHistory.of(1).sent("a", 0, 0).scan("0:0:a", "0:1:x", "0:2:y").log(0, 0, 3);
		assertThat(TextReport.of(history.verdict(), false))
			.contains("\n  2 records in the log came from no sender of the run.\n");
	}

	@Test
	void saysWhatWasNotJudgedAndWhatIsNotKnown() {
		TestHistory removed = TestHistory.of(1).sent("a", 0, 0).scan("0:4:x").log(0, 4, 5);
		assertThat(TextReport.of(removed.verdict(), false)).contains(
				"\n  1 email not judged: removed by retention before the log was read.\n",
				"\n  1 record in the log came from no sender of the run.\n");
		TestHistory compacted = TestHistory.of(1).config(Map.of("cleanup.policy", "compact"), Map.of());
		assertThat(TextReport.of(compacted.verdict(), false))
			.contains("\nlost-read: not known, the topic is compacted\n");
		TestHistory unread = TestHistory.of(1).readingCommitted().poll("c", "0:0:a").poll("c", "0:2:c");
		assertThat(TextReport.of(unread.verdict(), false))
			.contains("\npoll-skip: not known, there is no scan in the consumer's isolation\n");
	}

	@Test
	void marksAnOutageThatNeverEnded() {
		TestHistory history = TestHistory.of(1).phase(Phase.LOAD).at(10).invoke("p", "a", 0).at(999).phase(Phase.HEAL);
		assertThat(TextReport.of(history.verdict(), false)).contains("989 ms +\n".strip(),
				"  + had not ended when the load ended.\n");
	}

	@Test
	void showsTheLongestOutageOfEachCauseAndCountsThem() {
		TestHistory history = TestHistory.of(1).at(10).invoke("p", "a", 0).at(310).ok("p", "a", 0, 0);
		history.at(1_000).invoke("p", "b", 0).at(1_400).ok("p", "b", 0, 1);
		history.fault(FaultChange.ASKED, "pause", 2).fault(FaultChange.BEGIN, "pause", 2).invoke("p", "c", 0).at(1_700);
		assertThat(TextReport.of(history.ok("p", "c", 0, 2).verdict(), false)).contains(
				"\npartition 0   unexplained          2   400 ms  700 ms  1.00 s          -         -         -\n",
				"\npartition 0   pause of node 2      1   297 ms  297 ms  1.40 s          -         -         -\n");
	}

	@Test
	void showsTenExamplesAndCountsTheRest() {
		TestHistory history = TestHistory.of(1);
		for (int i = 0; i < 13; i++) {
			history.sent("a" + i, 0, i);
		}
		String text = TextReport.of(history.scan().log(0, 0, 0).verdict(), false);
		assertThat(text.lines().filter((line) -> line.startsWith("  - Email a"))).hasSize(10);
		assertThat(text).contains("\nlost-write: 13 emails that were acknowledged", "\n  - and 3 more\n");
	}

	@Test
	void usesColoursOnlyWhenAsked() {
		TestHistory history = JsonReportTests.history();
		String plain = TextReport.of(history.verdict(), false);
		String colourful = TextReport.of(history.verdict(), true);
		assertThat(plain).doesNotContain("\u001B");
		assertThat(colourful).contains("\u001B[31;1mFAIL\u001B[0m");
		assertThat(colourful.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
	}

	@Test
	void isAtMostAHundredColumnsWideWithLongIds() {
		TestHistory history = TestHistory.of(1);
		String[] ids = { UUID.randomUUID().toString(), UUID.randomUUID().toString() };
		history.sent(ids[0], 0, 1_000_001)
			.sent(ids[1], 0, 1_000_000)
			.scan("0:1000000:" + ids[0], "0:1000007:" + ids[0]);
		String text = TextReport.of(history.verdict(), false);
		assertThat(text).contains(ids);
		assertThat(Arrays.stream(text.split("\n"))).allSatisfy((line) -> assertThat(line.length()).isLessThan(100));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					unseen                | neither the scan of the log nor the consumer ever saw it
					duplicate             | was sent once, and is in the log at offset 4 of partition 2 and at offset 3 of partition 2
					inconsistent-offsets  | Offset 4 of partition 2 was said to hold email a, and then email b
					G1a                   | certainly failed (sent at 1.000 s), but a reader received it
					precommitted-read     | read at offset 4 of partition 2 at 2.500 s, before its transaction was over
					poll-skip             | the consumer went from offset 4 to offset 3, though the log holds emails in between
					int-nonmonotonic-poll | the consumer went from offset 4 to offset 3, which is not forwards
					nonmonotonic-send     | got offset 4; email b of the same sender came after it, at 2.500 s, and got offset 3
					""")
	void explainsEachAnomaly(String word, String words) {
		Example example = new Example(List.of("a", "b"), List.of(2), List.of(4L, 3L),
				List.of(1_000_000_000L, 2_500_000_000L), List.of(9L, 7L));
		Anomaly anomaly = Anomaly.all().stream().filter((each) -> each.word().equals(word)).findFirst().orElseThrow();
		assertThat(Format.sentence(anomaly, example)).contains(words).endsWith(" (history lines 7, 9)");
	}

}
