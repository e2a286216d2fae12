package dev.failoverlab.actuator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.internals.Topic;

/**
 * The topics of the cluster.
 *
 * @param topics all topics by name, those that Kafka keeps for itself included
 */
record TopicNames(List<Name> topics) {

	static TopicNames of(Stream<Name> names) {
		return new TopicNames(names.sorted(Comparator.comparing(Name::name)).toList());
	}

	boolean contains(String name) {
		return this.topics.stream().anyMatch((topic) -> topic.name().equals(name));
	}

	/**
	 * The same with what is newer.
	 * @param descriptions by name, empty for a topic that does not exist
	 */
	TopicNames with(Map<String, Optional<TopicDescription>> descriptions) {
		Stream<Name> untouched = this.topics.stream().filter((topic) -> !descriptions.containsKey(topic.name()));
		Stream<Name> described = descriptions.values().stream().flatMap(Optional::stream).map(Name::of);
		return of(Stream.concat(untouched, described));
	}

	/**
	 * One topic.
	 *
	 * @param name its name
	 * @param id its topic id
	 * @param internal whether Kafka keeps it for itself, such as
	 * {@code __consumer_offsets}
	 */
	record Name(String name, String id, boolean internal) {

		static Name of(TopicListing listing) {
			return new Name(listing.name(), listing.topicId().toString(), listing.isInternal());
		}

		static Name of(TopicDescription topic) {
			return new Name(topic.name(), String.valueOf(topic.id()), Topic.isInternal(topic.name()));
		}

	}

}
