package dev.failoverlab.consumer.deadletter;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.consumer.delivery.Account;
import dev.failoverlab.consumer.delivery.AccountException;
import dev.failoverlab.consumer.email.EmailReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.ConsumerAwareRecordRecoverer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/** What a real cluster and a real disk cannot be brought to do on demand. */
class DeadLettersTests {

	private static final ConsumerRecord<String, String> RECORD = new ConsumerRecord<>("email.send", 1, 17, "to", "?");

	private final DeadLetterTopic topic = mock();

	private final Account account = mock();

	private final List<Exception> published = new ArrayList<>();

	@Test
	void aRecordIsPublishedAndThenNotedWithWhatWentWrong() throws InterruptedException {
		given(this.topic.await(any())).willReturn(true);
		IllegalStateException cause = new IllegalStateException("away");
		deadLetters((failed, consumer, exception) -> this.published.add(exception)).accept(RECORD, null,
				new ListenerExecutionFailedException("wrapped", cause));
		assertThat(this.published).containsExactly(cause);
		then(this.account).should().deadLettered(null, 1, 17, "java.lang.IllegalStateException: away");
	}

	@Test
	void aLongCauseIsCutShort() throws InterruptedException {
		given(this.topic.await(any())).willReturn(true);
		deadLetters((failed, consumer, exception) -> {
		}).accept(RECORD, null, new IllegalStateException("x".repeat(10_000)));
		then(this.account).should()
			.deadLettered(null, 1, 17,
					("java.lang.IllegalStateException: " + "x".repeat(10_000)).substring(0, 500) + "…");
	}

	@Test
	void whatCouldNotBePublishedIsNotNotedAndNotLetGo() throws InterruptedException {
		given(this.topic.await(any())).willReturn(true);
		DeadLetters deadLetters = deadLetters((failed, consumer, exception) -> {
			throw new TimeoutException("no broker");
		});
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> deadLetters.accept(RECORD, null, new IllegalStateException("away")));
		then(this.account).shouldHaveNoInteractions();
	}

	@Test
	void anAccountThatCannotBeWrittenIsNeverBlamedOnTheRecord() throws InterruptedException {
		given(this.topic.await(any())).willReturn(true);
		DeadLetters deadLetters = deadLetters((failed, consumer, exception) -> this.published.add(exception));
		assertThatExceptionOfType(DeadLetterException.class).isThrownBy(() -> deadLetters.accept(RECORD, null,
				new ListenerExecutionFailedException("wrapped", mock(AccountException.class))));
		assertThat(this.published).isEmpty();
	}

	@Test
	void nothingIsPublishedBeforeTheTopicIsThereAsDeclared() throws InterruptedException {
		given(this.topic.await(any())).willReturn(false);
		DeadLetters deadLetters = deadLetters((failed, consumer, exception) -> this.published.add(exception));
		assertThatExceptionOfType(DeadLetterException.class)
			.isThrownBy(() -> deadLetters.accept(RECORD, null, new IllegalStateException("away")));
		assertThat(this.published).isEmpty();
		then(this.account).shouldHaveNoInteractions();
	}

	private DeadLetters deadLetters(ConsumerAwareRecordRecoverer publisher) {
		return new DeadLetters(publisher, this.topic, mock(EmailReader.class), this.account);
	}

}
