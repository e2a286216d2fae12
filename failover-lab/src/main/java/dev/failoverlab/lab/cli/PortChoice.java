package dev.failoverlab.lab.cli;

import java.util.Locale;

import dev.failoverlab.cluster.ClusterSpec;

/** What {@code --ports} takes. */
enum PortChoice {

	/** The well-known ones. */
	FIXED(ClusterSpec.Ports.FIXED),

	/** Whatever is free. */
	AUTO(ClusterSpec.Ports.AUTO);

	private final ClusterSpec.Ports ports;

	PortChoice(ClusterSpec.Ports ports) {
		this.ports = ports;
	}

	ClusterSpec.Ports ports() {
		return this.ports;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
