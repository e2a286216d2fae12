package dev.failoverlab.lab.scenario;

import java.util.Locale;

/** What sends and receives. */
public enum Through {

	/** The producer service and the consumer service, over HTTP. */
	SERVICE,

	/** A plain Kafka producer and consumer in this JVM: the control. */
	CLIENT;

	/**
	 * The word for it in scenarios, commands and histories.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
