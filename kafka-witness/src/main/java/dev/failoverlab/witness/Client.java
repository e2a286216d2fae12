package dev.failoverlab.witness;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer or a consumer, and where its events go. None of it fails: what cannot be
 * written down is counted as missing.
 */
final class Client {

	private static final Logger log = LoggerFactory.getLogger(Client.class);

	private static final int LONGEST_REASON = 500;

	private static final int RADIX = 36;

	/** Six letters or digits, another in each JVM. */
	private static final String JVM = Integer.toString(new SecureRandom().nextInt(60_466_176, Integer.MAX_VALUE),
			RADIX);

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final Witness.Shared shared;

	private final String tag;

	private final String process;

	/** The beginnings of its events, by kind. */
	private final Map<String, Line> heads = new ConcurrentHashMap<>();

	private Client(Witness.Shared shared, Map<String, ?> settings) {
		this.shared = shared;
		this.tag = JVM + "." + COUNT.incrementAndGet();
		this.process = settings.get(CommonClientConfigs.CLIENT_ID_CONFIG) + "@" + this.tag;
	}

	/**
	 * Begins to witness a client.
	 * @param kind producer or consumer
	 * @param details adds to its first event
	 * @return null when no file is named, or it cannot be opened
	 */
	static @Nullable Client open(String kind, Map<String, ?> settings, Consumer<Line> details) {
		Witness.Shared shared = Witness.open(settings);
		if (shared == null) {
			return null;
		}
		Client client = new Client(shared, settings);
		Line line = client.line("client").text("client", kind);
		details.accept(line);
		client.append(line);
		return client;
	}

	/** What is unique over all clients of all JVMs. */
	String tag() {
		return this.tag;
	}

	/** Begins an event of this client. */
	Line line(String kind) {
		return new Line(this.heads.computeIfAbsent(kind, (k) -> new Line(k).text("process", this.process)));
	}

	/** Writes an event down. */
	void append(Line event) {
		this.shared.file().append(event);
	}

	/**
	 * Writes a send down, in a list with others that have the same beginning.
	 * @param head the same one each time
	 * @param partition null where it is not known, like the offset
	 */
	void append(Line head, long number, @Nullable Integer partition, @Nullable Long offset) {
		this.shared.file().append(head, number, partition, offset);
	}

	/** Witnesses something without disturbing the app when that fails. */
	void attempt(Runnable work) {
		attempt(() -> {
			work.run();
			return work;
		}, work);
	}

	/** Likewise, with a result, or another one when it fails. */
	<T> T attempt(Supplier<T> work, T otherwise) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			log.debug("An event is missing.", ex);
			this.shared.file().missed();
			return otherwise;
		}
	}

	void close() {
		append(line("closed"));
		this.shared.close();
	}

	/** An error as text of limited length. */
	static String reason(Exception error) {
		String text = error.getClass().getSimpleName() + ": " + error.getMessage();
		return text.substring(0, Math.min(text.length(), LONGEST_REASON));
	}

	static @Nullable String setting(Map<String, ?> settings, String name) {
		Object value = settings.get(name);
		return (value != null) ? value.toString() : null;
	}

}
