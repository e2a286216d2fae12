package dev.failoverlab.consumer.email;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmailReaderTests {

	private final EmailReader reader = new EmailReader(JsonMapper.builder().build());

	@Test
	void readsAnEmail() {
		assertThat(this.reader.read("""
				{"id":"1","from":"a@x","to":"b@x","subject":"Hi","body":"There","priority":3}"""))
			.isEqualTo(new Email("1", "a@x", "b@x", "Hi", "There"));
	}

	@Test
	void subjectAndBodyMayBeMissing() {
		assertThat(this.reader.read("""
				{"id":"1","from":"a@x","to":"b@x","body":null}""")).isEqualTo(new Email("1", "a@x", "b@x", null, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', value = {
			// value | what the message says
			"- | it has no value", "`` | no JSON object", "not json | not JSON", "{\"id\":\"1\" | not JSON",
			"{\"id\":\"1\",\"from\":\"a\",\"to\":\"b\"} {} | not JSON", "[1] | no JSON object", "null | no JSON object",
			"{\"from\":\"a\",\"to\":\"b\"} | it has no \"id\"",
			"{\"id\":\" \",\"from\":\"a\",\"to\":\"b\"} | it has no \"id\"",
			"{\"id\":null,\"from\":\"a\",\"to\":\"b\"} | it has no \"id\"",
			"{\"id\":7,\"from\":\"a\",\"to\":\"b\"} | its \"id\" is not text",
			"{\"id\":\"1\",\"to\":\"b\"} | it has no \"from\"", "{\"id\":\"1\",\"from\":\"a\"} | it has no \"to\"",
			"{\"id\":\"1\",\"from\":\"a\",\"to\":\"b\",\"body\":{}} | its \"body\" is not text" })
	void saysWhyARecordIsNoEmail(String value, String why) {
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(value))
			.withMessageContaining(why);
	}

	@Test
	void anIdHasAnEnd() {
		String tooLong = "{\"id\":\"" + "x".repeat(257) + "\",\"from\":\"a\",\"to\":\"b\"}";
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(tooLong));
		assertThat(this.reader.idIn(tooLong)).isNull();
	}

	@Test
	void findsTheIdOfWhatIsNoEmailOtherwise() {
		assertThat(this.reader.idIn("{\"id\":\"1\"}")).isEqualTo("1");
		assertThat(this.reader.idIn("{\"id\":1}")).isNull();
		assertThat(this.reader.idIn("{\"id\":\"\"}")).isNull();
		assertThat(this.reader.idIn("not json")).isNull();
		assertThat(this.reader.idIn(null)).isNull();
	}

}
