package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Answers the endpoints: asks the cluster, and falls back on what it last said when there
 * is no answer in time.
 */
record ClusterDescriber(ClusterClient client, ClusterMemory memory, InstantSource clock, AgeHeader age) {

	/** How much of a name is repeated to whoever asked for it. */
	private static final int LONGEST_NAME = 80;

	Answer<TopicNames> topics() {
		return ask(this.client::topics, this.memory::keepNames, this.memory::names, "a list of its topics");
	}

	Answer<TopicDescription> topic(String name) {
		Instant asked = this.clock.instant();
		try {
			Map<String, TopicDescription> found = this.client.describe(List.of(name));
			keep(name, found, asked);
			TopicDescription topic = found.get(name);
			return (topic != null) ? known(topic, asked) : missing(name);
		}
		catch (ClusterUnavailableException ex) {
			return lastKnownTopic(name, ex);
		}
	}

	Answer<QuorumDescription> quorum() {
		return ask(this.client::quorum, this.memory::keepQuorum, this.memory::quorum, "a description of its quorum");
	}

	private <T> Answer<T> ask(Supplier<T> question, BiConsumer<T, Instant> memory, Supplier<@Nullable Observed<T>> last,
			String what) {
		Instant asked = this.clock.instant();
		try {
			T said = question.get();
			memory.accept(said, asked);
			return known(said, asked);
		}
		catch (ClusterUnavailableException ex) {
			return lastKnown(last.get(), what, ex);
		}
	}

	// A name that never was a topic's is not kept: whoever asks could fill the memory.
	private void keep(String name, Map<String, TopicDescription> found, Instant asked) {
		if (found.containsKey(name) || this.memory.topic(name) != null) {
			this.memory.keepTopics(List.of(name), found, asked);
		}
	}

	private Answer<TopicDescription> lastKnownTopic(String name, ClusterUnavailableException reason) {
		Observed<Optional<TopicDescription>> last = this.memory.topic(name);
		if (last == null) {
			return lastKnown(null, "a description of the topic " + shortened(name), reason);
		}
		return last.value()
			.<Answer<TopicDescription>>map((topic) -> lastKnown(new Observed<>(topic, last.at()), name, reason))
			.orElseGet(() -> missing(name));
	}

	private <T> Answer<T> lastKnown(@Nullable Observed<T> last, String what, ClusterUnavailableException reason) {
		if (last == null) {
			return new Problem<>("Service Unavailable", WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE,
					"The cluster has not given " + what + " since this application started. " + reason.getMessage()
							+ ".");
		}
		Duration old = last.age(this.clock.instant());
		this.age.set(old);
		return Described.of(last, old, true);
	}

	private <T> Answer<T> known(T value, Instant asked) {
		Observed<T> observed = new Observed<>(value, asked);
		return Described.of(observed, observed.age(this.clock.instant()), false);
	}

	private static String shortened(String name) {
		return (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "…" : name;
	}

	private static <T> Answer<T> missing(String name) {
		return new Problem<>("Not Found", WebEndpointResponse.STATUS_NOT_FOUND,
				"There is no topic " + shortened(name) + ".");
	}

}
