package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/** With containers that can be brought into any state. */
class KafkaListenersHealthIndicatorTests {

	private static final List<TopicPartition> HELD = List.of(new TopicPartition("t", 0));

	private final KafkaListenerEndpointRegistry listeners = mock();

	private final MessageListenerContainer container = mock();

	private final ClusterClient client = mock();

	private final ClusterWatch watch = mock();

	private final ObjectProvider<ClusterWatch> watches = mock();

	private Instant now = Instant.parse("2030-01-02T12:00:00Z");

	private final KafkaListenersHealthIndicator indicator = new KafkaListenersHealthIndicator(this.listeners,
			this.watches, () -> this.now, Duration.ofSeconds(60));

	@BeforeEach
	void oneContainerThatWasNeverStarted() {
		given(this.watches.getObject()).willReturn(this.watch);
		given(this.listeners.getListenerContainers()).willReturn(List.of(this.container));
		given(this.container.getListenerId()).willReturn("emails");
		given(this.container.getGroupId()).willReturn("group");
		given(this.container.getAssignedPartitions()).willReturn(HELD);
		given(this.container.getContainerProperties()).willReturn(new ContainerProperties("t"));
		given(this.container.isInExpectedState()).willReturn(true);
	}

	@Test
	void aContainerThatWasNeverStartedIsNotMissed() {
		assertUp("not started");
	}

	@Test
	void aRunningContainerIsUp() {
		start();
		assertUp("holds [t-0]");
	}

	@Test
	void aContainerThatWasStoppedIsDown() {
		start();
		given(this.container.isRunning()).willReturn(false);
		assertDown("stopped");
	}

	@Test
	void aContainerThatAnErrorStoppedIsDown() {
		start();
		given(this.container.isInExpectedState()).willReturn(false);
		assertDown("stopped because of an error");
	}

	@Test
	void aConsumerThatDoesNotPollIsDownUntilItDoes() {
		start();
		silentFor(Duration.ofSeconds(20));
		assertUp("holds [t-0]");
		silentFor(Duration.ofSeconds(80));
		assertDown("has not polled for more than 60 s");
		this.now = this.now.plusSeconds(61);
		assertUp("holds [t-0]");
	}

	@Test
	void aPartitionThatStandsStillWhileRecordsWaitIsDown() {
		start();
		ArgumentCaptor<Consumer<ClusterClient>> question = ArgumentCaptor.captor();
		then(this.watch).should().also(question.capture());
		given(this.client.backlogs("group", HELD)).willReturn(Map.of(HELD.get(0), new Backlog(17, 3)));
		question.getValue().accept(this.client);
		assertUp("holds [t-0]");
		this.now = this.now.plusSeconds(61);
		question.getValue().accept(this.client);
		assertDown("t-0 has stood at offset 17 for 61 s while 3 records wait");
	}

	private void start() {
		given(this.container.isRunning()).willReturn(true);
		this.indicator.onApplicationEvent(new ConsumerStartedEvent(this.container, this.container));
	}

	private void silentFor(Duration time) {
		this.indicator.onApplicationEvent(new NonResponsiveConsumerEvent(this.container, this.container,
				time.toMillis(), "emails-0", HELD, mock()));
	}

	private void assertUp(String state) {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.indicator.health().getDetails()).containsEntry("emails", state);
	}

	private void assertDown(String problem) {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(this.indicator.health().getDetails()).containsEntry("emails", List.of(problem));
	}

}
