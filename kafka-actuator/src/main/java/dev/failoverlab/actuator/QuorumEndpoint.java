package dev.failoverlab.actuator;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@code /actuator/quorum}: the controller quorum of the cluster that the application
 * talks to.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "quorum")
public class QuorumEndpoint {

	private final ClusterDescriber describer;

	QuorumEndpoint(ClusterDescriber describer) {
		this.describer = describer;
	}

	/**
	 * Describes the quorum.
	 * @return leader, epoch, voters and observers with their lag, stale when no leader
	 * answers; problem details with 503 when none ever has
	 */
	@ReadOperation
	public WebEndpointResponse<?> quorum() {
		return this.describer.quorum().respond((known) -> new WebEndpointResponse<>(known));
	}

}
