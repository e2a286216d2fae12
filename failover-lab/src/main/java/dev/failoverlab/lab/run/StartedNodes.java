package dev.failoverlab.lab.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.compose.ComposeBackend;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.Scenario;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** Nodes that the lab starts itself. */
public enum StartedNodes implements Backend {

	/** Processes on this machine. */
	PROCESS,

	/** Containers of a Docker Compose project. */
	COMPOSE;

	@Override
	public void check() {
		if (this != COMPOSE) {
			return;
		}
		try {
			ComposeBackend.check();
		}
		catch (ClusterException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public Optional<String> refusal(Scenario scenario) {
		return otherVersion(scenario.setup().kafka())
			.map((reason) -> scenario.name() + " cannot be played: " + reason + ".")
			.or(() -> unknownFault(scenario));
	}

	private Optional<String> unknownFault(Scenario scenario) {
		return scenario.faults()
			.stream()
			.filter((fault) -> !canInflict(fault))
			.findFirst()
			.map((fault) -> "%s needs the fault %s, which cannot be inflicted on nodes of --cluster %s. On those of --cluster %s it can."
				.formatted(scenario.name(), fault.word(), word(), others(fault)));
	}

	/** Why nodes cannot be of a version. */
	private Optional<String> otherVersion(@Nullable String version) {
		return (this == PROCESS || version == null || version.equals(AppInfoParser.getVersion())) ? Optional.empty()
				: Optional.of("only processes can be of Kafka " + version
						+ "; the image in docker-compose.yml, of which containers are, has Kafka "
						+ AppInfoParser.getVersion());
	}

	@Override
	public void fetch(String version, Consumer<String> progress) {
		otherVersion(version).ifPresent((reason) -> {
			throw new UsageException(reason + ".");
		});
		try {
			ProcessBackend.fetch(version, progress);
		}
		catch (ClusterException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		return switch (this) {
			case PROCESS -> ProcessBackend.create(spec, progress);
			case COMPOSE -> ComposeBackend.create(spec, progress);
		};
	}

	@Override
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return word();
	}

	@Override
	public Optional<String> missing(Scenario scenario) {
		return otherVersion(scenario.setup().kafka()).or(() -> scenario.faults()
			.stream()
			.flatMap((fault) -> fault.needs().stream())
			.filter((need) -> !capabilities().contains(need))
			.findFirst()
			.map((need) -> "it needs " + need.phrase()));
	}

	private boolean canInflict(Fault fault) {
		return capabilities().containsAll(fault.needs());
	}

	private Set<Capability> capabilities() {
		return (this == PROCESS) ? ProcessBackend.capabilities() : ComposeBackend.capabilities();
	}

	private static String others(Fault fault) {
		return Arrays.stream(values())
			.filter((backend) -> backend.canInflict(fault))
			.map(StartedNodes::word)
			.collect(Collectors.joining(" or "));
	}

}
