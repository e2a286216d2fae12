package dev.failoverlab.lab.load;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recording;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientSenderTests {

	private final Recording recording = new Recording();

	private final MockProducer<String, String> producer = new MockProducer<>(Cluster.empty(), false, null,
			new StringSerializer(), new StringSerializer());

	private final ClientSender sender = new ClientSender(this.producer, "email.send",
			new SendRecorder(this.recording, "sender-0", 0));

	@Test
	void theRecordHasTheRecipientAsItsKey() {
		this.sender.send(email("a"));
		assertThat(this.producer.history()).singleElement().satisfies((record) -> {
			assertThat(record.topic()).isEqualTo("email.send");
			assertThat(record.key()).isEqualTo("to@example.com");
			assertThat(record.value()).contains("\"id\":\"a\"").contains("\"body\":\"Body\"");
		});
	}

	@Test
	void acknowledgementIsOkWithItsOffset() {
		this.sender.send(email("a"));
		assertThat(this.recording.sends(Event.Type.OK)).isEmpty();
		this.producer.completeNext();
		assertThat(this.recording.sends(Event.Type.OK)).singleElement().extracting(Event.Send::offset).isEqualTo(0L);
	}

	@Test
	void errorOfALaterAttemptIsInfo() {
		this.sender.send(email("a"));
		this.producer.errorNext(new NotEnoughReplicasException("too few"));
		assertThat(this.recording.sends(Event.Type.INFO)).singleElement()
			.extracting(Event.Send::error)
			.asString()
			.contains("NotEnoughReplicasException");
	}

	@Test
	void errorBeforeAnythingWasSentIsFail() {
		this.producer.sendException = new SerializationException("unreadable");
		this.sender.send(email("a"));
		assertThat(this.recording.sends(Event.Type.FAIL)).singleElement().extracting(Event.Send::id).isEqualTo("a");
	}

	@Test
	void aSendWithoutAnAnswerAtTheEndIsInfo() {
		this.sender.send(email("a"));
		this.sender.close();
		this.producer.completeNext();
		assertThat(this.recording.sends(Event.Type.INFO)).hasSize(1);
		assertThat(this.recording.sends(Event.Type.OK)).isEmpty();
	}

	private static Email email(String id) {
		return new Email(id, "from@example.com", "to@example.com", "Subject", "Body");
	}

}
