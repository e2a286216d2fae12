package dev.failoverlab.verdict;

import java.util.List;
import java.util.Map;

import dev.failoverlab.verdict.Verdict.Deliveries;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Latency;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Outage;
import dev.failoverlab.verdict.Verdict.Sends;
import org.jspecify.annotations.Nullable;

/**
 * What was found, before anything is expected of it.
 *
 * @param sends by outcome
 * @param findings one for each anomaly
 * @param deliveries by how often
 * @param rebalances of the consumers that were there when the load began, or null when
 * not known
 * @param outages of all partitions
 * @param latency of acknowledged sends
 * @param slowestDelivery the longest time from the invoke to the first handling, in
 * milliseconds, or null when nothing was handled
 * @param leaders who led when
 * @param lastLeaders who led at the end
 * @param endsWhole whether every ISR was whole at the end
 * @param observed what else was observed: numbers and texts, by name
 * @param timesDown how often a service began to say that it is down, or null when none
 * was asked
 */
record Facts(Sends sends, List<Finding> findings, Deliveries deliveries, @Nullable Long rebalances,
		List<Outage> outages, Latency latency, @Nullable Long slowestDelivery, List<Leaders> leaders,
		Map<Integer, @Nullable Integer> lastLeaders, boolean endsWhole, Map<String, Object> observed,
		@Nullable Long timesDown) {
}
