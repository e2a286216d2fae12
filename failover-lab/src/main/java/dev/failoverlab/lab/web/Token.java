package dev.failoverlab.lab.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that a request needs to apply faults: 256 random bits, new for each lab.
 *
 * @param value the token as text, safe in a header, a URL and a shell
 */
public record Token(String value) {

	private static final int BYTES = 32;

	/** Creates a random token. */
	public static Token random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	/** Compares in constant time, so that the time reveals nothing about the secret. */
	boolean isValueOf(String other) {
		return MessageDigest.isEqual(this.value.getBytes(StandardCharsets.UTF_8),
				other.getBytes(StandardCharsets.UTF_8));
	}

	/** Without the secret, so that it does not get into logs. */
	@Override
	public String toString() {
		return "Token[value=***]";
	}

}
