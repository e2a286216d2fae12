package dev.failoverlab.lab.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that a request must show: 256 random bits, new for each lab.
 *
 * @param value the token as text, safe in a header, a URL and a shell
 */
public record Token(String value) {

	private static final int BYTES = 32;

	/**
	 * Makes a token.
	 * @return a token that cannot be guessed
	 */
	public static Token random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	/** Compares in a time that does not tell how much of a guess was right. */
	boolean isValueOf(String other) {
		return MessageDigest.isEqual(this.value.getBytes(StandardCharsets.UTF_8),
				other.getBytes(StandardCharsets.UTF_8));
	}

	/** Keeps the secret out of logs. */
	@Override
	public String toString() {
		return "Token[value=***]";
	}

}
