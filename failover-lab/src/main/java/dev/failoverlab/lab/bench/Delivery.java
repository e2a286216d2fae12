package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a consumer service's delivery log.
 *
 * @param seq its number
 * @param id the email's id; null where it is not about an email
 * @param at when the email was handled
 */
record Delivery(long seq, String kind, @Nullable String id, int partition, long offset, Instant at) {

	private static final int TIMEOUT_MILLIS = (int) Duration.ofMinutes(1).toMillis();

	/** A line about partitions that were assigned has neither partition nor offset. */
	private static final ObjectReader LINES = new JsonMapper().readerFor(Delivery.class)
		.without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

	/**
	 * Reads the emails that were handled until now.
	 * @param after the number of a line; those behind it are read
	 * @throws LabException when the service does not answer
	 */
	static void read(URI service, long after, Consumer<Delivery> listener) {
		URI uri = service.resolve("/api/deliveries?after=" + after);
		try {
			URLConnection connection = uri.toURL().openConnection();
			connection.setReadTimeout(TIMEOUT_MILLIS);
			try (InputStream in = connection.getInputStream(); MappingIterator<Delivery> lines = LINES.readValues(in)) {
				lines.forEachRemaining((line) -> {
					if (line.kind().equals("delivery")) {
						listener.accept(line);
					}
				});
			}
		}
		catch (IOException ex) {
			throw new LabException(uri + " cannot be read: " + ex + ".", ex);
		}
	}

}
