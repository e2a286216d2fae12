package dev.failoverlab.witness;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Header;

/** The header of a send: the tag of its producer, and a number. */
final class SendId implements Header {

	private static final String SEPARATOR = "-";

	private final long number;

	private final byte[] value;

	SendId(String tag, long number) {
		this.number = number;
		this.value = (tag + SEPARATOR + number).getBytes(StandardCharsets.ISO_8859_1);
	}

	/** What all ids of a producer begin with. */
	static String prefix(String tag) {
		return tag + SEPARATOR;
	}

	@Override
	public String key() {
		return Witness.HEADER;
	}

	@Override
	public byte[] value() {
		return this.value;
	}

	long number() {
		return this.number;
	}

}
