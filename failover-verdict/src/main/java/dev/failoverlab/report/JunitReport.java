package dev.failoverlab.report;

import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * A verdict as JUnit's XML, so that a CI server shows each expectation as a test. One
 * more test says whether the run is conclusive: when it is not, that test has an error
 * and the expectations are skipped.
 */
public final class JunitReport {

	private static final String VALID = "the run is valid";

	/** Enough to see what it is about; report.json has more. */
	private static final int EXAMPLES = 3;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Verdict verdict;

	private final XMLStreamWriter xml;

	private JunitReport(Verdict verdict, XMLStreamWriter xml) {
		this.verdict = verdict;
		this.xml = xml;
	}

	/**
	 * The report as text.
	 * @param verdict what to report
	 * @return an XML document
	 */
	public static String of(Verdict verdict) {
		StringWriter text = new StringWriter();
		text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		try {
			new JunitReport(verdict, XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text)).write();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The document cannot be written: " + ex.getMessage(), ex);
		}
		return text + "\n";
	}

	private void write() throws XMLStreamException {
		boolean invalid = this.verdict.outcome() == Outcome.INVALID;
		List<Met> all = this.verdict.expectations();
		long failures = invalid ? 0 : all.stream().filter((each) -> !each.met()).count();
		open("testsuites");
		line();
		open("testsuite", "name", suite(), "tests", all.size() + 1, "failures", failures, "errors",
				this.verdict.reasons().isEmpty() ? 0 : 1, "skipped", invalid ? all.size() : 0, "time",
				seconds(this.verdict.durationMs()), "timestamp", TIME.format(this.verdict.started()));
		line();
		validity();
		for (Met each : all) {
			expectation(each, invalid);
		}
		closeLine();
		this.xml.writeEndElement();
		this.xml.flush();
	}

	private String suite() {
		return "failover-lab." + this.verdict.scenario();
	}

	private void validity() throws XMLStreamException {
		openTest(VALID);
		if (!this.verdict.reasons().isEmpty()) {
			problem("error", Outcome.INVALID, String.join(" ", this.verdict.reasons()));
		}
		closeLine();
	}

	private void expectation(Met each, boolean invalid) throws XMLStreamException {
		openTest(each.expect());
		if (invalid) {
			this.xml.writeEmptyElement("skipped");
			attributes("message", "The run is inconclusive. Seen: " + each.seen());
		}
		else if (!each.met()) {
			Stream<String> examples = examples(each.expect());
			problem("failure", Outcome.FAIL,
					Stream.concat(Stream.of("Seen: " + each.seen() + "."), examples).collect(Collectors.joining(" ")));
		}
		closeLine();
	}

	private void openTest(String name) throws XMLStreamException {
		open("testcase", "name", name, "classname", suite(), "time", "0");
	}

	private void problem(String element, Outcome type, String message) throws XMLStreamException {
		open(element, "message", message, "type", type.word());
		this.xml.writeCharacters(Format.plain(message));
		this.xml.writeEndElement();
	}

	/** Attributes are name, value, name, value … */
	private void open(String element, Object... attributes) throws XMLStreamException {
		this.xml.writeStartElement(element);
		attributes(attributes);
	}

	/** The writer escapes values; letters that no document may hold are spelled out. */
	private void attributes(Object... attributes) throws XMLStreamException {
		for (int i = 0; i < attributes.length; i += 2) {
			this.xml.writeAttribute(String.valueOf(attributes[i]), Format.plain(String.valueOf(attributes[i + 1])));
		}
	}

	private void closeLine() throws XMLStreamException {
		this.xml.writeEndElement();
		line();
	}

	/** So that a person can read the source. */
	private void line() throws XMLStreamException {
		this.xml.writeCharacters("\n");
	}

	/** The first examples of the anomaly that an expectation speaks of, if it does. */
	private Stream<String> examples(String expectation) {
		return this.verdict.findings()
			.stream()
			.filter((finding) -> speaksOf(expectation, finding))
			.flatMap((finding) -> finding.examples()
				.stream()
				.limit(EXAMPLES)
				.map((example) -> Format.sentence(finding.anomaly(), example) + "."));
	}

	private static boolean speaksOf(String expectation, Finding finding) {
		String word = finding.anomaly().word().toLowerCase(Locale.ROOT);
		return Stream.of(expectation.toLowerCase(Locale.ROOT).split("[\\s<>=!]+")).anyMatch(word::equals);
	}

	private static String seconds(long milliseconds) {
		return String.format(Locale.ROOT, "%.3f", milliseconds / 1e3);
	}

}
