package dev.failoverlab.lab.cli;

import java.util.Objects;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine;

/** What {@code --version} prints. */
final class VersionText implements CommandLine.IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = Objects.requireNonNullElse(Lab.class.getPackage().getImplementationVersion(), "unpackaged");
		return new String[] { "Kafka failover lab " + version, "Kafka " + AppInfoParser.getVersion(),
				"Java " + Runtime.version() };
	}

}
