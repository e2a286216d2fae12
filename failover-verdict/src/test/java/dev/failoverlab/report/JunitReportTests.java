package dev.failoverlab.report;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JunitReportTests {

	@Test
	void makesATestOfEachExpectation() throws Exception {
		String xml = JunitReport.of(JsonReportTests.history().verdict());
		assertValid(xml);
		assertThat(xml).isEqualTo(
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<testsuites>
						<testsuite name="failover-lab.by hand" tests="3" failures="1" errors="1" skipped="0" time="2.607" \
						timestamp="2026-01-02T03:04:05">
						<testcase name="the run is valid" classname="failover-lab.by hand" time="0"><error message="Nothing is \
						known of the outages of partition 1: no send to it was under way while a fault was in force." \
						type="invalid">Nothing is known of the outages of partition 1: no send to it was under way while a \
						fault was in force.</error></testcase>
						<testcase name="lost-write = 0" classname="failover-lab.by hand" time="0"><failure message="Seen: 1. \
						Email b was acknowledged at 1.500 s at offset 1 of partition 0, but it is not in the log, which was read \
						beyond that point: it is lost. (history lines 8, 11)." type="fail">Seen: 1. \
						Email b was acknowledged at 1.500 s at offset 1 of partition 0, but it is not in the log, which was read \
						beyond that point: it is lost. (history lines 8, 11).</failure></testcase>
						<testcase name="outage &lt; 15s" classname="failover-lab.by hand" time="0"></testcase>
						</testsuite>
						</testsuites>
						""");
	}

	@Test
	void anInconclusiveRunIsAnErrorAndNoFailure() throws Exception {
		String xml = JunitReport.of(TestHistory.of(1).expect("acknowledged > 0", "lost-write = 0").verdict());
		assertValid(xml);
		assertThat(xml).contains("tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"2\"",
				"<error message=\"Nothing was acknowledged. The log was not read to its end on partition 0.\" type=\"invalid\">",
				"<skipped message=\"The run is inconclusive. Seen: 0\"")
			.doesNotContain("<failure");
	}

	@Test
	void whatIsProvenFailsInARunThatIsInconclusiveOtherwise() throws Exception {
		TestHistory history = TestHistory.of(1).expect("lost-write = 0").sent("a", 0, 0).sent("b", 0, 1).scan("0:1:b");
		String xml = JunitReport.of(history.verdict());
		assertValid(xml);
		assertThat(xml).contains("failures=\"1\" errors=\"1\" skipped=\"0\"",
				"<failure message=\"Seen: 1. Email a was");
	}

	@Test
	void showsThreeExamplesAndEscapesWhatTheyHold() throws Exception {
		TestHistory history = TestHistory.of(1).expect("lost-write = 0");
		for (int i = 0; i < 5; i++) {
			history.sent("<\u0000&\"" + i, 0, i);
		}
		String xml = JunitReport.of(history.scan().log(0, 0, 0).verdict());
		assertValid(xml);
		assertThat(xml).contains("Seen: 5.", "&lt;\\u0000&amp;").doesNotContain("\u0000");
		assertThat(xml.split("it is lost")).hasSize(1 + 2 * 3);
	}

	@Test
	void severalRunsAreASuiteEach() throws Exception {
		Instant started = Instant.parse("2026-01-02T03:04:05Z");
		String xml = JunitReport
			.of(List.of(TestSuite.of("first", TestHistory.of(1).expect("acknowledged > 0").verdict()),
					TestSuite.unplayed("second", started, List.of("No cluster."))));
		assertValid(xml);
		assertThat(xml).contains("<testsuite name=\"failover-lab.first\" tests=\"2\"")
			.contains(
					"""
							<testsuite name="failover-lab.second" tests="1" failures="0" errors="1" skipped="0" time="0.000" \
							timestamp="2026-01-02T03:04:05">
							<testcase name="the run is valid" classname="failover-lab.second" time="0"><error message="No cluster." \
							type="invalid">No cluster.</error></testcase>
							</testsuite>
							</testsuites>
							""");
		assertValid(JunitReport.of(List.of()));
	}

	/** Against what Jenkins, GitHub's and GitLab's readers have in common. */
	private static void assertValid(String xml) throws Exception {
		SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
			.newSchema(
					new StreamSource(Objects.requireNonNull(JunitReportTests.class.getResourceAsStream("junit.xsd"))))
			.newValidator()
			.validate(new StreamSource(new StringReader(xml)));
	}

}
