package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

import dev.failoverlab.cluster.ClusterSpec;

/**
 * How a scenario is run this time. Making one is an {@link IllegalArgumentException} when
 * Kafka knows no such producer setting, or refuses its value.
 *
 * @param directory a folder of the run's own: history, report, logs, the nodes' data;
 * made if it is not there
 * @param backend what the nodes are
 * @param ports how the nodes' ports are chosen; those of the services are always free
 * ones
 * @param through what sends and receives
 * @param rate emails a second, instead of the scenario's own rate
 * @param producer Kafka settings of the producer, over its defaults
 * @param broker Kafka settings of every node, over those of {@code kafka-config}
 */
public record RunOptions(Path directory, Backend backend, ClusterSpec.Ports ports, Through through, OptionalInt rate,
		Map<String, String> producer, Map<String, String> broker) {

	public RunOptions {
		ProducerSettings.check(producer);
		producer = Map.copyOf(producer);
		broker = Map.copyOf(broker);
	}

	/**
	 * The usual way: processes, through the services, on the fixed ports, with all
	 * defaults.
	 * @param directory a folder of the run's own
	 * @return the options
	 */
	public static RunOptions in(Path directory) {
		return new RunOptions(directory, Backend.PROCESS, ClusterSpec.Ports.FIXED, Through.SERVICE, OptionalInt.empty(),
				Map.of(), Map.of());
	}

	/**
	 * The same in another folder.
	 * @param directory a folder of the run's own
	 * @return new options
	 */
	public RunOptions withDirectory(Path directory) {
		return new RunOptions(directory, this.backend, this.ports, this.through, this.rate, this.producer, this.broker);
	}

	/**
	 * The same on other nodes.
	 * @param backend what they are
	 * @return new options
	 */
	public RunOptions withBackend(Backend backend) {
		return new RunOptions(this.directory, backend, this.ports, this.through, this.rate, this.producer, this.broker);
	}

	/**
	 * The same with other ports for the nodes.
	 * @param ports how they are chosen
	 * @return new options
	 */
	public RunOptions withPorts(ClusterSpec.Ports ports) {
		return new RunOptions(this.directory, this.backend, ports, this.through, this.rate, this.producer, this.broker);
	}

	/**
	 * The same through something else.
	 * @param through what sends and receives
	 * @return new options
	 */
	public RunOptions withThrough(Through through) {
		return new RunOptions(this.directory, this.backend, this.ports, through, this.rate, this.producer, this.broker);
	}

	/**
	 * The same at another rate than the scenario's own.
	 * @param ratePerSecond emails a second over all partitions
	 * @return new options
	 */
	public RunOptions withRate(int ratePerSecond) {
		return new RunOptions(this.directory, this.backend, this.ports, this.through, OptionalInt.of(ratePerSecond),
				this.producer, this.broker);
	}

	/**
	 * The same with other producer settings.
	 * @param settings Kafka settings, over the defaults
	 * @return new options
	 */
	public RunOptions withProducer(Map<String, String> settings) {
		return new RunOptions(this.directory, this.backend, this.ports, this.through, this.rate, settings, this.broker);
	}

	/**
	 * The same with other node settings.
	 * @param settings Kafka settings, over those of {@code kafka-config}
	 * @return new options
	 */
	public RunOptions withBroker(Map<String, String> settings) {
		return new RunOptions(this.directory, this.backend, this.ports, this.through, this.rate, this.producer,
				settings);
	}

	/** What sends and receives. */
	public enum Through {

		/** The producer service and the consumer service, over HTTP. */
		SERVICE,

		/** A plain Kafka producer and consumer in this JVM: the control. */
		CLIENT

	}

}
