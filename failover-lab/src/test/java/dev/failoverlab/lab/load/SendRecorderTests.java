package dev.failoverlab.lab.load;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recording;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SendRecorderTests {

	private final Recording recording = new Recording();

	private final SendRecorder sends = new SendRecorder(this.recording, "sender-1", 1);

	@Test
	void invokeRecordsThePartitionOfTheKey() {
		this.sends.invoke(email("a"));
		assertThat(this.recording.sends(Event.Type.INVOKE)).singleElement().satisfies((send) -> {
			assertThat(send.process()).isEqualTo("sender-1");
			assertThat(send.id()).isEqualTo("a");
			assertThat(send.partition()).isEqualTo(1);
			assertThat(send.key()).isEqualTo("to@example.com");
		});
	}

	@Test
	void aSendCompletesOnce() {
		this.sends.invoke(email("a"));
		this.sends.ok("a", 1, 7L);
		this.sends.ok("a", 1, 8L);
		this.sends.fail("a", "late");
		this.sends.abandon("later still");
		assertThat(this.recording.sends(Event.Type.OK)).singleElement().extracting(Event.Send::offset).isEqualTo(7L);
		assertThat(this.recording.events()).hasSize(2);
	}

	@Test
	void aSendThatWasNotInvokedCannotComplete() {
		this.sends.ok("a", 1, 7L);
		assertThat(this.recording.events()).isEmpty();
	}

	@Test
	void abandonMarksOnlyPendingSendsAsUnknown() {
		this.sends.invoke(email("a"));
		this.sends.invoke(email("b"));
		this.sends.ok("a", 1, 7L);
		this.sends.abandon("the connection broke");
		assertThat(this.recording.sends(Event.Type.INFO)).singleElement().satisfies((send) -> {
			assertThat(send.id()).isEqualTo("b");
			assertThat(send.error()).isEqualTo("the connection broke");
		});
	}

	private static Email email(String id) {
		return new Email(id, "from@example.com", "to@example.com", "Subject", "Body");
	}

}
