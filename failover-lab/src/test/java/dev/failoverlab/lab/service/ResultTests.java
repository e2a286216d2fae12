package dev.failoverlab.lab.service;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.load.Email;
import dev.failoverlab.history.Recording;
import dev.failoverlab.lab.load.SendRecorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ResultTests {

	@Test
	void acknowledgedIsOk() {
		Event.Send send = outcome("""
				{"line":1,"id":"a","status":201,"outcome":"acknowledged","topic":"email.send","partition":2,
				"offset":17,"timestamp":1795415242000}""");
		assertThat(send.type()).isEqualTo(Event.Type.OK);
		assertThat(send.partition()).isEqualTo(2);
		assertThat(send.offset()).isEqualTo(17);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"id\":\"a\",\"status\":201,\"outcome\":\"acknowledged\",\"partition\":2}",
					"{\"id\":\"a\",\"status\":201,\"outcome\":\"acknowledged\",\"partition\":2,\"offset\":null}",
					"{\"id\":\"a\",\"status\":201,\"outcome\":\"acknowledged\",\"partition\":2,\"offset\":-1}" })
	void anAcknowledgementWithoutAnOffsetIsOk(String line) {
		assertThat(outcome(line).type()).isEqualTo(Event.Type.OK);
		assertThat(outcome(line).offset()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "rejected, FAIL", "failed, FAIL", "unknown, INFO", "surprising, INFO", ", INFO" })
	void onlyACertainFailureIsFail(@Nullable String outcome, Event.Type type) {
		String word = (outcome != null) ? "\"" + outcome + "\"" : "null";
		Event.Send send = outcome(
				"{\"line\":2,\"id\":\"a\",\"status\":503,\"outcome\":" + word + ",\"detail\":\"why\"}");
		assertThat(send.type()).isEqualTo(type);
		assertThat(send.error()).contains("503").contains("why");
	}

	private static Event.Send outcome(String line) {
		Recording recording = new Recording();
		SendRecorder sends = new SendRecorder(recording, "sender-2", 2);
		sends.invoke(new Email("a", "from@example.com", "to@example.com", "Subject", "Body"));
		new JsonMapper().readValue(line, Result.class).note(sends);
		return recording.of(Event.Send.class).get(1);
	}

}
