package dev.failoverlab.producer.send;

import java.util.stream.Stream;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorClassificationTests {

	static Stream<Throwable> certainWhenRaisedBySend() {
		return Stream.of(new TimeoutException("Topic email.send not present in metadata after 3000 ms."),
				new BufferExhaustedException("Failed to allocate 16384 bytes"), new SerializationException("no text"),
				new InvalidTopicException("email send"), new TopicAuthorizationException("email.send"),
				new ClusterAuthorizationException("no"), new SaslAuthenticationException("no"),
				new InterruptException(new InterruptedException()));
	}

	static Stream<Throwable> neverCertain() {
		return Stream.of(new NotEnoughReplicasException("2 of 3"), new NotEnoughReplicasAfterAppendException("after"),
				new NotLeaderOrFollowerException("moved"), new UnknownServerException("?"),
				new NetworkException("gone"), new DisconnectException("gone"),
				new OutOfOrderSequenceException("3 after 1"), new UnknownTopicOrPartitionException("deleted"),
				new ProducerFencedException("old"), new InvalidProducerEpochException("old"),
				new KafkaException("Producer is closed forcefully."), new IllegalStateException("fatal"),
				new OutOfMemoryError("heap"));
	}

	@ParameterizedTest
	@MethodSource("certainWhenRaisedBySend")
	void whatIsRaisedBeforeTheAppendHasCertainlyFailed(Throwable error) {
		assertThat(ErrorClassification.raisedBySend(error)).isInstanceOf(SendOutcome.Failed.class);
	}

	@ParameterizedTest
	@MethodSource({ "certainWhenRaisedBySend", "neverCertain" })
	void whatIsReportedLaterIsUnknownWhateverItIs(Throwable error) {
		assertThat(ErrorClassification.reportedLater(error)).isInstanceOf(SendOutcome.Unknown.class);
	}

	@ParameterizedTest
	@MethodSource("neverCertain")
	void whatCanBeRaisedAfterTheAppendIsUnknownEvenFromSend(Throwable error) {
		assertThat(ErrorClassification.raisedBySend(error)).isInstanceOf(SendOutcome.Unknown.class);
	}

	@Test
	void aRecordThatTheProducerFindsTooLargeIsTheCallersError() {
		SendOutcome outcome = ErrorClassification.raisedBySend(new RecordTooLargeException("2000000 bytes"));
		assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
		assertThat(outcome.status()).isEqualTo(413);
		assertThat(outcome.word()).isEqualTo("rejected");
	}

	@Test
	void aRecordThatABrokerFindsTooLargeMayHaveBeenWrittenByAnEarlierAttempt() {
		assertThat(ErrorClassification.reportedLater(new RecordTooLargeException("2000000 bytes")).word())
			.isEqualTo("unknown");
	}

	@Test
	void theDetailNamesTheCause() {
		assertThat(ErrorClassification.reportedLater(new TimeoutException("Expiring 1 record(s)")).detail())
			.contains("TimeoutException: Expiring 1 record(s)");
		assertThat(ErrorClassification.raisedBySend(new InvalidTopicException("a b")).detail())
			.contains("Nothing was sent", "InvalidTopicException: a b");
	}

}
