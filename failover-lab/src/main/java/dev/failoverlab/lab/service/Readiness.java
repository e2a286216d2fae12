package dev.failoverlab.lab.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready for requests. */
final class Readiness {

	private static final int TIMEOUT_MILLIS = 2000;

	private final URI uri;

	private String lastSeen = "it was not asked";

	Readiness(URI service) {
		this.uri = service.resolve("/actuator/health/readiness");
	}

	boolean isReady() {
		try {
			HttpURLConnection connection = (HttpURLConnection) this.uri.toURL().openConnection();
			connection.setConnectTimeout(TIMEOUT_MILLIS);
			connection.setReadTimeout(TIMEOUT_MILLIS);
			int status = connection.getResponseCode();
			connection.disconnect();
			this.lastSeen = this.uri + " answered " + status;
			return status == HttpURLConnection.HTTP_OK;
		}
		catch (IOException ex) {
			this.lastSeen = this.uri + " did not answer: " + ex.getMessage();
			return false;
		}
	}

	/** What the last answer was, in words. */
	String lastSeen() {
		return this.lastSeen;
	}

}
