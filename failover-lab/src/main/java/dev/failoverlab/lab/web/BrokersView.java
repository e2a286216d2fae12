package dev.failoverlab.lab.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.failoverlab.cluster.Node;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The nodes as a JSON answer.
 *
 * @param topic the topic whose leaders are listed
 * @param brokers the nodes, in the order of their ids
 */
public record BrokersView(String topic, List<Broker> brokers) {

	/**
	 * One node.
	 *
	 * @param id its {@code node.id}
	 * @param state {@code running}, {@code paused} or {@code down}
	 * @param pid its process id, while it has a process
	 * @param broker where its broker listens
	 * @param controller where its controller listens
	 * @param activeController whether it leads the controller quorum; null when the
	 * cluster did not answer
	 * @param leads the partitions of the topic that it leads; null when the cluster did
	 * not answer
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonInclude(JsonInclude.Include.ALWAYS)
	public record Broker(int id, String state, @Nullable Long pid, String broker, String controller,
			@Nullable Boolean activeController, @Nullable List<Integer> leads) {

		static Broker of(Node node, Optional<Leadership> leadership) {
			Long pid = node.pid().isPresent() ? node.pid().getAsLong() : null;
			return new Broker(node.id(), node.state().name().toLowerCase(Locale.ROOT), pid, node.brokerAddress(),
					node.controllerAddress(), leadership.map((who) -> who.isActiveController(node.id())).orElse(null),
					leadership.map((who) -> who.leads(node.id())).orElse(null));
		}

	}

}
