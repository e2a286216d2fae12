package dev.failoverlab.actuator;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code /actuator/topics}: the topics of the cluster that the application talks to.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "topics")
public class TopicsEndpoint {

	private final ClusterDescriber describer;

	TopicsEndpoint(ClusterDescriber describer) {
		this.describer = describer;
	}

	/**
	 * Lists the topics.
	 * @return the names of all topics; problem details with 503 when the cluster has
	 * never named them
	 */
	@ReadOperation
	public WebEndpointResponse<?> topics() {
		return this.describer.topics().respond((known) -> new WebEndpointResponse<>(known));
	}

	/**
	 * Describes a topic.
	 * @param name the topic
	 * @param format how to describe it
	 * @return the description, stale when the cluster does not answer; problem details
	 * with 404 for an unknown topic, with 503 when the cluster has never described it
	 */
	@ReadOperation(producesFrom = TopicFormat.class)
	public WebEndpointResponse<?> topic(@Selector String name, TopicFormat format) {
		return this.describer.topic(name).respond(format::response);
	}

}
