package dev.failoverlab.actuator;

import java.util.List;

import org.apache.kafka.clients.admin.TopicListing;

/**
 * The topics of the cluster.
 *
 * @param topics all topics by name, those that Kafka keeps for itself included
 */
record TopicNames(List<Name> topics) {

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

	}

}
