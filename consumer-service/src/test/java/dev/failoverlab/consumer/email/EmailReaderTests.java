package dev.failoverlab.consumer.email;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
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
		assertThat(this.reader.read(bytes("""
				{"id":"1","from":"a@x","to":"b@x","subject":"Hi","body":"There","priority":3}""")))
			.isEqualTo(new Email("1", "a@x", "b@x", "Hi", "There"));
	}

	@Test
	void subjectAndBodyMayBeMissing() {
		assertThat(this.reader.read(bytes("""
				{"id":"1","from":"a@x","to":"b@x","body":null}""")))
			.isEqualTo(new Email("1", "a@x", "b@x", null, null));
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
			"{\"id\":\"1\",\"from\":\"a\",\"to\":\"b\",\"body\":{}} | its \"body\" is not text",
			"{\"id\":\"\\ud800\",\"from\":\"a\",\"to\":\"b\"} | its \"id\" is not text" })
	void saysWhyARecordIsNoEmail(String value, String why) {
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(bytes(value)))
			.withMessageContaining(why);
	}

	@Test
	void anIdHasAnEnd() {
		String tooLong = "{\"id\":\"" + "x".repeat(257) + "\",\"from\":\"a\",\"to\":\"b\"}";
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(bytes(tooLong)));
		assertThat(this.reader.idIn(bytes(tooLong))).isNull();
	}

	@Test
	void findsTheIdOfWhatIsNoEmailOtherwise() {
		assertThat(this.reader.idIn(bytes("{\"id\":\"1\"}"))).isEqualTo("1");
		assertThat(this.reader.idIn(bytes("{\"id\":1}"))).isNull();
		assertThat(this.reader.idIn(bytes("{\"id\":\"\"}"))).isNull();
		assertThat(this.reader.idIn(bytes("not json"))).isNull();
		assertThat(this.reader.idIn(bytes(null))).isNull();
	}

	@Test
	void bytesThatAreNotUtf8AreNoText() {
		byte[] overlong = "{\"id\":\"??\",\"from\":\"a\",\"to\":\"b\"}".getBytes(StandardCharsets.UTF_8);
		overlong[7] = (byte) 0xc0;
		overlong[8] = (byte) 0x80;
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(overlong))
			.withMessageContaining("not UTF-8");
		byte[] utf16 = "{\"id\":\"1\",\"from\":\"a\",\"to\":\"b\"}".getBytes(StandardCharsets.UTF_16BE);
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(utf16));
	}

	@Test
	void anEmailHasAnEnd() {
		assertThat(this.reader
			.read(bytes("{\"id\":\"1\",\"from\":\"a\",\"to\":\"b\",\"body\":\"" + "x".repeat(4 << 20) + "\"}")))
			.isNotNull();
		assertThatExceptionOfType(UnreadableEmailException.class).isThrownBy(() -> this.reader.read(new byte[9 << 20]))
			.withMessageContaining("9437184 bytes");
	}

	private static byte @Nullable [] bytes(@Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

}
