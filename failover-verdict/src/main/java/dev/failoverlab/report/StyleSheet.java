package dev.failoverlab.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The look of the page, and what a browser knows it by.
 *
 * @param text CSS without the letters that markup escapes
 * @param hash its hash, as a Content-Security-Policy has it
 */
record StyleSheet(String text, String hash) {

	static StyleSheet load() {
		try (InputStream in = Objects.requireNonNull(StyleSheet.class.getResourceAsStream("report.css"))) {
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return new StyleSheet(text, "sha256-" + Base64.getEncoder().encodeToString(hash));
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The style sheet of the report is not there", ex);
		}
	}

}
