package dev.failoverlab.lab.load;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SendErrorTests {

	@ParameterizedTest
	@ValueSource(classes = { TimeoutException.class, NetworkException.class, UnknownServerException.class,
			NotLeaderOrFollowerException.class, NotEnoughReplicasException.class,
			NotEnoughReplicasAfterAppendException.class, OutOfOrderSequenceException.class,
			IllegalStateException.class })
	void nobodyKnowsWhatBecameOfARecordThatWasHandedOn(Class<? extends Exception> error) throws Exception {
		assertThat(SendError.isCertain(made(error), false)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(classes = { SerializationException.class, RecordTooLargeException.class, InvalidTopicException.class,
			TopicAuthorizationException.class })
	void whatEveryAttemptMustMeetIsCertain(Class<? extends Exception> error) throws Exception {
		assertThat(SendError.isCertain(made(error), false)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(classes = TimeoutException.class)
	void withoutMetadataNothingWasSent(Class<? extends Exception> error) throws Exception {
		assertThat(SendError.isCertain(made(error), true)).isTrue();
	}

	private static Exception made(Class<? extends Exception> error) throws Exception {
		return error.getConstructor(String.class).newInstance("made for a test");
	}

}
