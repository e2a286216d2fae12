package dev.failoverlab.consumer.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import dev.failoverlab.consumer.delivery.DeliveryLog;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaProducerException;
import org.springframework.kafka.listener.BatchListenerFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/** What a real cluster and a real disk cannot be brought to do on demand. */
class DeadLettersTests {

	private static final NewTopic TOPIC = new NewTopic("email.send-dlt", 3, (short) 1);

	private final Exception cause = new IllegalStateException("away");

	private final KafkaOperations<byte[], byte[]> kafka = mock();

	private final KafkaAdmin admin = mock();

	private final DeliveryLog deliveryLog = mock();

	private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();

	private final DeadLetters deadLetters = new DeadLetters(this.kafka, this.admin, TOPIC, this.deliveryLog);

	private String noted = "";

	@BeforeEach
	void keepWhatIsNoted() {
		willAnswer((call) -> this.noted = call.getArgument(3)).given(this.deliveryLog)
			.deadLettered(any(), anyInt(), anyLong(), any());
	}

	@Test
	void aRecordIsSentByteForByteAndThenNoted() {
		topicTakes((letter) -> true);
		ConsumerRecord<byte[], byte[]> record = record(new byte[] { (byte) 0xff, 0 });
		record.headers().add("kafka_dlt-exception-message", new byte[] { (byte) 0xfe });
		putAside(record, "1", this.cause);
		assertThat(this.sent).singleElement().satisfies((letter) -> {
			assertThat(letter.key()).containsExactly(0xc0, 0x80);
			assertThat(letter.value()).containsExactly(0xff, 0);
			assertThat(letter.partition()).isEqualTo(1);
			assertThat(letter.headers().toArray()[0].value()).containsExactly(0xfe);
		});
		then(this.deliveryLog).should().deadLettered("1", 1, 17, "java.lang.IllegalStateException: away");
	}

	@Test
	void whatIsRefusedAsAWholeGoesThereShortened() {
		topicTakes((letter) -> letter.value().length < 2000);
		putAside(record(new byte[800_000]), null, this.cause);
		assertThat(this.sent).hasSize(2).last().satisfies((letter) -> {
			assertThat(letter.value()).hasSize(1024);
			assertThat(letter.headers().lastHeader("kafka_dlt-original-value-length").value()).asString()
				.isEqualTo("800000");
		});
		assertThat(this.noted).contains("away", "shortened in email.send-dlt-1", "RecordTooLargeException");
	}

	@Test
	void whatIsRefusedEvenShortenedIsNotedAlone() {
		topicTakes((letter) -> false);
		putAside(record(new byte[10]), null, this.cause);
		assertThat(this.noted).contains("away", "not in email.send-dlt-1", "RecordTooLargeException");
	}

	@Test
	void whatCannotBeSentNowIsNotNotedAndNotLetGoAndTheTopicIsLookedForAnew() {
		given(this.kafka.send(anyLetter())).willReturn(
				CompletableFuture.failedFuture(new KafkaException("failed", new TimeoutException("no broker"))));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BatchListenerFailedException.class)
				.isThrownBy(() -> putAside(record(new byte[10]), null, this.cause))
				.havingRootCause()
				.withMessage("no broker");
		}
		then(this.deliveryLog).shouldHaveNoInteractions();
		then(this.admin).should(times(2)).createOrModifyTopics(TOPIC);
	}

	@Test
	void nothingIsSentBeforeTheTopicIsThereAsDeclared() {
		willThrow(new KafkaException("no")).given(this.admin).createOrModifyTopics(TOPIC);
		assertThatExceptionOfType(BatchListenerFailedException.class)
			.isThrownBy(() -> putAside(record(new byte[10]), null, this.cause));
		then(this.kafka).shouldHaveNoInteractions();
		then(this.deliveryLog).shouldHaveNoInteractions();
	}

	/** A cut or a sender may leave half of a surrogate pair, which no file can hold. */
	@Test
	void aCauseHasAnEndAndIsText() {
		topicTakes((letter) -> true);
		String smile = "\uD83D\uDE00";
		putAside(record(new byte[10]), null, new IllegalStateException(smile.repeat(10_000)));
		assertThat(this.noted).hasSizeLessThan(1100).endsWith("?…");
		byte[] message = this.sent.get(0).headers().lastHeader("kafka_dlt-exception-message").value();
		assertThat(message.length).isLessThan(2100);
	}

	private void putAside(ConsumerRecord<byte[], byte[]> record, @Nullable String id, Exception why) {
		this.deadLetters.putAside(List.of(new DeadLetter(record, id, why)));
	}

	private void topicTakes(Predicate<ProducerRecord<byte[], byte[]>> taken) {
		given(this.kafka.send(anyLetter())).willAnswer((call) -> {
			ProducerRecord<byte[], byte[]> letter = call.getArgument(0);
			this.sent.add(letter);
			return taken.test(letter) ? CompletableFuture.completedFuture(null) : CompletableFuture
				.failedFuture(new KafkaProducerException(letter, "failed", new RecordTooLargeException("too large")));
		});
	}

	private static ProducerRecord<byte[], byte[]> anyLetter() {
		return any();
	}

	private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
		return new ConsumerRecord<>("email.send", 1, 17, new byte[] { (byte) 0xc0, (byte) 0x80 }, value);
	}

}
