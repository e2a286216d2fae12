package dev.failoverlab.report;

import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Met;

/**
 * Runs as JUnit's XML, so that a CI server shows each expectation as a test. One more
 * test says whether the run is conclusive: when it is not, that test has an error and the
 * expectations are skipped.
 */
public final class JunitReport {

	private static final String VALID = "the run is valid";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final XMLStreamWriter xml;

	private JunitReport(XMLStreamWriter xml) {
		this.xml = xml;
	}

	/** An XML document about one run. */
	public static String of(Verdict verdict) {
		return of(List.of(TestSuite.of(verdict.scenario(), verdict)));
	}

	/** An XML document about several runs. */
	public static String of(List<TestSuite> suites) {
		StringWriter text = new StringWriter();
		text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		try {
			new JunitReport(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text)).write(suites);
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The document cannot be written: " + ex.getMessage(), ex);
		}
		return text + "\n";
	}

	private void write(List<TestSuite> suites) throws XMLStreamException {
		open("testsuites");
		line();
		for (TestSuite suite : suites) {
			write(suite);
		}
		this.xml.writeEndElement();
		this.xml.flush();
	}

	private void write(TestSuite suite) throws XMLStreamException {
		boolean invalid = suite.outcome() == Outcome.INVALID;
		List<Met> all = suite.expectations();
		open("testsuite", "name", name(suite), "tests", all.size() + 1, "failures",
				all.stream().filter(suite::failed).count(), "errors", suite.reasons().isEmpty() ? 0 : 1, "skipped",
				invalid ? all.size() : 0, "time", seconds(suite.durationMs()), "timestamp",
				TIME.format(suite.started()));
		line();
		validity(suite);
		for (Met each : all) {
			expectation(suite, each);
		}
		closeLine();
	}

	private static String name(TestSuite suite) {
		return "failover-lab." + suite.name();
	}

	private void validity(TestSuite suite) throws XMLStreamException {
		openTest(suite, VALID);
		if (!suite.reasons().isEmpty()) {
			problem("error", Outcome.INVALID, String.join(" ", suite.reasons()));
		}
		closeLine();
	}

	private void expectation(TestSuite suite, Met each) throws XMLStreamException {
		openTest(suite, each.expect());
		if (suite.failed(each)) {
			problem("failure", Outcome.FAIL, suite.seen(each));
		}
		else if (suite.outcome() == Outcome.INVALID) {
			this.xml.writeEmptyElement("skipped");
			attributes("message", "The run is inconclusive. Seen: " + each.seen());
		}
		closeLine();
	}

	private void openTest(TestSuite suite, String name) throws XMLStreamException {
		open("testcase", "name", name, "classname", name(suite), "time", "0");
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

	private static String seconds(long milliseconds) {
		return String.format(Locale.ROOT, "%.3f", milliseconds / 1e3);
	}

}
