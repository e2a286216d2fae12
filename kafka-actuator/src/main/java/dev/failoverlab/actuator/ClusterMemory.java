package dev.failoverlab.actuator;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What the cluster last said, kept for the time when it does not answer. An answer to an
 * older question never replaces one to a newer question. Safe for use by several threads.
 */
class ClusterMemory {

	private final ConcurrentMap<String, Observed<Optional<TopicDescription>>> topics = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Observed<TopicNames>> names = new AtomicReference<>();

	private final AtomicReference<@Nullable Observed<QuorumDescription>> quorum = new AtomicReference<>();

	/**
	 * Keeps what the cluster said of topics.
	 * @param asked the topics that it was asked about
	 * @param found those that exist
	 * @param at when it was asked
	 */
	void keepTopics(Collection<String> asked, Map<String, TopicDescription> found, Instant at) {
		asked.forEach((name) -> this.topics.merge(name, new Observed<>(Optional.ofNullable(found.get(name)), at),
				Observed::orNewer));
	}

	void keepNames(TopicNames names, Instant at) {
		keep(this.names, new Observed<>(names, at));
	}

	void keepQuorum(QuorumDescription quorum, Instant at) {
		keep(this.quorum, new Observed<>(quorum, at));
	}

	/**
	 * What is known of a topic: from its description or from the list of all topics,
	 * whichever is newer.
	 * @param name its name
	 * @return its description, empty when it did not exist, or null when nothing is known
	 */
	@Nullable Observed<Optional<TopicDescription>> topic(String name) {
		Observed<Optional<TopicDescription>> topic = this.topics.get(name);
		Observed<TopicNames> list = this.names.get();
		if (topic == null || list == null || !topic.at().isBefore(list.at())
				|| list.value().contains(name) == topic.value().isPresent()) {
			return topic;
		}
		return topic.value().isPresent() ? new Observed<>(Optional.empty(), list.at()) : null;
	}

	/**
	 * The topics that exist: the list of all, and what was learnt since of those that
	 * were described.
	 * @return the topics, as old as the list, or null when there never was a list
	 */
	@Nullable Observed<TopicNames> names() {
		Observed<TopicNames> list = this.names.get();
		if (list == null) {
			return null;
		}
		Map<String, Optional<TopicDescription>> newer = new HashMap<>();
		this.topics.forEach((name, topic) -> {
			if (!topic.at().isBefore(list.at())) {
				newer.put(name, topic.value());
			}
		});
		return new Observed<>(list.value().with(newer), list.at());
	}

	@Nullable Observed<QuorumDescription> quorum() {
		return this.quorum.get();
	}

	private static <T> void keep(AtomicReference<@Nullable Observed<T>> place, Observed<T> observed) {
		place.accumulateAndGet(observed, (old, latest) -> (old != null) ? old.orNewer(observed) : observed);
	}

}
