package dev.failoverlab.lab.observe;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.admin.NewTopic;

/** How Kafka answers a request for more replicas than there are brokers. */
final class TooManyReplicas implements Observer {

	private static final String TOPIC = "too-many-replicas";

	@Override
	public void observe(Inquiry inquiry) {
		for (int replicas = inquiry.brokers().size(); replicas <= inquiry.brokers().size() + 1; replicas++) {
			NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.of((short) replicas));
			String answer = inquiry.refusal(inquiry.admin().createTopics(List.of(topic)).all());
			inquiry.note("replication factor " + replicas, answer);
			if (answer.equals("accepted")) {
				inquiry.delete(List.of(TOPIC));
			}
		}
	}

}
