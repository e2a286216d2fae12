package dev.failoverlab.report;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Elements and text, in HTML and XML alike. Whatever comes from a history is text or the
 * value of an attribute, and cannot become anything else: the writer escapes it, and
 * letters that no document may hold are spelled out.
 */
final class Markup {

	private final StringWriter text = new StringWriter();

	private final XMLStreamWriter writer;

	Markup(String declaration) {
		this.text.write(declaration + "\n");
		try {
			this.writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.text);
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("Java has no writer of XML", ex);
		}
	}

	/**
	 * Opens an element.
	 * @param name its name
	 * @param attributes name, value, name, value …
	 */
	Markup open(String name, Object... attributes) {
		return write(() -> {
			this.writer.writeStartElement(name);
			attributes(attributes);
		});
	}

	Markup text(Object text) {
		return write(() -> this.writer.writeCharacters(Format.plain(String.valueOf(text))));
	}

	/** Closes the element that was opened last. */
	Markup close() {
		return write(this.writer::writeEndElement);
	}

	/** Begins a new line, so that a person can read the source. */
	Markup line() {
		return write(() -> this.writer.writeCharacters("\n"));
	}

	/** A whole element with nothing but text in it. */
	Markup element(String name, Object text, Object... attributes) {
		return open(name, attributes).text(text).close();
	}

	/**
	 * An element that holds nothing and has no end tag: {@code <meta/>}, {@code <path/>}.
	 */
	Markup empty(String name, Object... attributes) {
		return write(() -> {
			this.writer.writeEmptyElement(name);
			attributes(attributes);
		});
	}

	@Override
	public String toString() {
		write(this.writer::flush);
		return this.text + "\n";
	}

	private void attributes(Object... attributes) throws XMLStreamException {
		for (int i = 0; i < attributes.length; i += 2) {
			this.writer.writeAttribute(String.valueOf(attributes[i]), Format.plain(String.valueOf(attributes[i + 1])));
		}
	}

	private Markup write(Step step) {
		try {
			step.run();
			return this;
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The document cannot be written: " + ex.getMessage(), ex);
		}
	}

	/** Something that is written. */
	@FunctionalInterface
	private interface Step {

		void run() throws XMLStreamException;

	}

}
