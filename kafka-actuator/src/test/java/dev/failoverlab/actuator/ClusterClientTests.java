package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * The client before brokers and a controller that answer, or do not, one without the
 * other: real ones cannot be told to.
 */
class ClusterClientTests {

	private final Admin admin = mock(Answers.RETURNS_DEEP_STUBS);

	private final ClusterClient client = new ClusterClient(() -> this.admin, Duration.ofMillis(500));

	@BeforeEach
	void everybodyAnswers() {
		this.client.open();
		brokersSay(KafkaFuture.completedFuture(new org.apache.kafka.clients.admin.TopicDescription("t", false,
				List.of(new TopicPartitionInfo(0, new Node(1, "", 1), List.of(new Node(1, "", 1)), List.of())))));
		given(this.admin.describeConfigs(anyCollection()).values())
			.willReturn(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "t"),
					KafkaFuture.completedFuture(new Config(List.of()))));
		controllerSays(KafkaFuture.completedFuture(Map.of()));
		given(this.admin.listTopics(any()).listings()).willReturn(KafkaFuture.completedFuture(List.of()));
		quorumIs(KafkaFuture.completedFuture(quorum(1)));
	}

	@Test
	void describesATopic() {
		assertThat(this.client.describe(List.of("t"))).containsOnlyKeys("t");
		assertThat(this.client.topics().topics()).isEmpty();
		assertThat(this.client.quorum().leader()).isEqualTo(1);
	}

	@Test
	void whatBrokersSayIsNoAnswerWhileTheControllerIsSilent() {
		controllerSays(new KafkaFutureImpl<>());
		assertThatExceptionOfType(ClusterUnavailableException.class)
			.isThrownBy(() -> this.client.describe(List.of("t")))
			.withMessage("The cluster did not answer in time");
	}

	@Test
	void theNamesThatABrokerListsAreNoAnswerWhileTheQuorumIsSilent() {
		quorumIs(new KafkaFutureImpl<>());
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.client::topics);
	}

	@Test
	void aQuorumWithoutALeaderIsNoAnswer() {
		quorumIs(KafkaFuture.completedFuture(quorum(-1)));
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.client::quorum)
			.withMessage("The cluster could not answer: the controller quorum has no leader");
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.client::topics);
	}

	@Test
	void aTopicThatDoesNotExistIsLeftOut() {
		brokersSay(failed(new UnknownTopicOrPartitionException()));
		assertThat(this.client.describe(List.of("t"))).isEmpty();
	}

	@Test
	void aTopicThatMayNotBeSeenIsNotOneThatDoesNotExist() {
		brokersSay(failed(new TopicAuthorizationException("t may not be seen")));
		assertThatExceptionOfType(ClusterUnavailableException.class)
			.isThrownBy(() -> this.client.describe(List.of("t")))
			.withMessage("The cluster could not answer: t may not be seen");
	}

	/** The command goes on without reassignments too, and the refusal is an answer. */
	@Test
	void withoutTheRightToSeeReassignmentsTheRestIsTold() {
		controllerSays(failed(new ClusterAuthorizationException("no")));
		assertThat(this.client.describe(List.of("t"))).containsOnlyKeys("t");
	}

	@Test
	void withoutAConnectionThereIsNoAnswer() {
		ClusterClient unconnected = new ClusterClient(() -> this.admin, Duration.ofMillis(1));
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(unconnected::quorum)
			.withMessage("There is no connection to the cluster yet");
	}

	@Test
	void aQuestionThatTimedOutIsNotAskedOnceTheConnectionOpens() {
		Admin late = mock();
		ClusterClient unconnected = new ClusterClient(() -> late, Duration.ofMillis(1));
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(unconnected::quorum);
		unconnected.open();
		verifyNoInteractions(late);
	}

	private void brokersSay(KafkaFuture<org.apache.kafka.clients.admin.TopicDescription> topic) {
		given(this.admin.describeTopics(anyCollection()).topicNameValues()).willReturn(Map.of("t", topic));
	}

	private void controllerSays(KafkaFuture<Map<TopicPartition, PartitionReassignment>> reassignments) {
		given(this.admin.listPartitionReassignments().reassignments()).willReturn(reassignments);
	}

	private void quorumIs(KafkaFuture<QuorumInfo> quorum) {
		given(this.admin.describeMetadataQuorum().quorumInfo()).willReturn(quorum);
	}

	private static QuorumInfo quorum(int leader) {
		QuorumInfo quorum = mock();
		given(quorum.leaderId()).willReturn(leader);
		return quorum;
	}

	private static <T> KafkaFuture<T> failed(Exception cause) {
		KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
		future.completeExceptionally(cause);
		return future;
	}

}
