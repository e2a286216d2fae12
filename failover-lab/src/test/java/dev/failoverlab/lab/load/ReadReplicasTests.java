package dev.failoverlab.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadReplicasTests {

	private final List<Event> events = new ArrayList<>();

	private final ReadReplicas replicas = new ReadReplicas((event) -> this.events.add(event.apply(0)));

	@Test
	void aChangeIsObservedWithAllThatWasBefore() {
		List.of(-1, -1, 2, 2, -1, 2).forEach((node) -> this.replicas.note(List.of(preferred(0, node))));
		assertThat(this.events).extracting((event) -> ((Event.Observed) event).value())
			.containsExactly("the leader", "the leader, node 2", "the leader, node 2, the leader",
					"the leader, node 2, the leader, node 2");
	}

	@Test
	void partitionsAreObservedEachOnItsOwn() {
		this.replicas.note(List.of(preferred(0, 1), preferred(1, 3), metric("fetch-rate", 0, 7)));
		assertThat(this.events).containsExactly(new Event.Observed(0, "partition 0 was read from", "node 1"),
				new Event.Observed(0, "partition 1 was read from", "node 3"));
	}

	@Test
	void aConsumerThatIsSentBackAndForthDoesNotFillTheHistory() {
		for (int poll = 0; poll < 1_000; poll++) {
			this.replicas.note(List.of(preferred(0, poll % 2)));
		}
		assertThat(this.events).hasSize(20);
	}

	private static Metric preferred(int partition, int node) {
		return metric("preferred-read-replica", partition, node);
	}

	private static Metric metric(String name, int partition, int value) {
		return new Metric() {

			@Override
			public MetricName metricName() {
				return new MetricName(name, "group", "", Map.of("partition", String.valueOf(partition)));
			}

			@Override
			public Object metricValue() {
				return value;
			}

		};
	}

}
