package dev.failoverlab.producer.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmailFormatTests {

	private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

	private static final String VALID = """
			{"id":"e-1","from":"ann@example.org","to":"bob@example.org","subject":"Hello","body":"Line\\nline ✓"}""";

	private final EmailFormat format = new EmailFormat(JsonMapper.shared(), VALIDATION.getValidator());

	@AfterAll
	static void close() {
		VALIDATION.close();
	}

	@Test
	void readsAndWritesTheSame() {
		Email email = read(VALID);
		assertThat(email).isEqualTo(new Email("e-1", "ann@example.org", "bob@example.org", "Hello", "Line\nline ✓"));
		assertThat(this.format.write(email)).isEqualTo(VALID);
	}

	@Test
	void makesAnIdWhenThereIsNone() {
		Email email = read(VALID.replace("\"id\":\"e-1\",", ""));
		assertThat(UUID.fromString(String.valueOf(email.id()))).isNotNull();
		assertThat(this.format.write(email)).startsWith("{\"id\":\"" + email.id() + "\",\"from\"");
		assertThat(read(VALID.replace("\"id\":\"e-1\",", "")).id()).isNotEqualTo(email.id());
	}

	@Test
	void subjectAndBodyMayBeEmpty() {
		assertThat(read(VALID.replace("Hello", "").replace("Line\\nline ✓", "")).body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"from":"ann@example.org"  | "from":"ann"             | from
			"from":"ann@example.org"  | "from":" "               | from
			"from":"ann@example.org"  | "from":null              | from
			"to":"bob@example.org"    | "to":["bob@example.org"] | to
			"to":"bob@example.org"    | "cc":"bob@example.org"   | cc
			"to":"bob@example.org"    | "to":"bob@example.org\\nBcc: all@example.org" | to
			"subject":"Hello"         | "subject":"a\\r\\nb"     | subject
			"subject":"Hello"         | "subject":null           | subject
			"id":"e-1"                | "id":""                  | id
			"id":"e-1"                | "id":"e 1"               | id
			"id":"e-1"                | "id":{}                  | id
			"id":"e-1"                | "id":1                   | id
			"id":"e-1"                | "id":"e\\u00a01"        | id
			"id":"e-1"                | "id":"e\\ud8001"        | id
			"id":"e-1"                | "id":"e\\u00851"        | id
			"id":"e-1"                | "id":"\\u202ee1"        | id
			"from":"ann@example.org"  | "from":"\\udc00@example.org" | from
			"from":"ann@example.org"  | "from":"\\u202eann@example.org" | from
			"to":"bob@example.org"    | "to":true                | to
			"to":"bob@example.org"    | "to":"b\\u0001@example.org" | to
			"to":"bob@example.org"    | "to":"b\\u2028@example.org" | to
			"subject":"Hello"         | "subject":1.5            | subject
			"subject":"Hello"         | "subject":"a\\u0000b"   | subject
			"subject":"Hello"         | "subject":"a\\tb"       | subject
			"subject":"Hello"         | "subject":"a\\u007fb"   | subject
			"subject":"Hello"         | "subject":"a\\u0085b"   | subject
			"subject":"Hello"         | "subject":"a\\u2028b"   | subject
			"subject":"Hello"         | "subject":"a\\u2029b"   | subject
			"subject":"Hello"         | "subject":"a\\u202eb"   | subject
			"subject":"Hello"         | "subject":"a\\u2066b"   | subject
			"subject":"Hello"         | "subject":"a\\ud83db"   | subject
			Line                      | Line\\udc00\\ud83d      | body
			"body":"Line\\nline ✓"   | "body":12                | body
			""")
	void namesTheFieldThatIsWrong(String right, String wrong, String field) {
		assertRefused(VALID.replace(right, wrong))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(FieldProblem::field).containsOnly(field));
	}

	@Test
	void namesEveryFieldThatIsMissing() {
		assertRefused("{}").satisfies((ex) -> assertThat(ex.problems()).extracting(FieldProblem::field)
			.isEqualTo(List.of("body", "from", "subject", "to")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "1", "\"text\"" })
	void refusesWhatIsNotAnObject(String json) {
		assertRefused(json).withMessageContaining("Expected one JSON object");
	}

	/** What a decoder that is lenient makes something else of. */
	@ParameterizedTest
	@ValueSource(strings = { "ff", "c080", "c1bf", "e0809f", "eda080", "edb080", "f08080af", "f4908080", "f888808080",
			"e29c", "80" })
	void refusesWhatIsNotUtf8(String hex) throws IOException {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		json.write("{\"id\":\"e".getBytes(StandardCharsets.UTF_8));
		json.write(HexFormat.of().parseHex(hex));
		json.write(VALID.substring("{\"id\":\"e".length()).getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(InvalidEmailException.class).isThrownBy(() -> this.format.read(json.toByteArray()))
			.withMessageContaining("UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-32" })
	void refusesOtherEncodingsThanUtf8(String charset) {
		byte[] json = VALID.getBytes(Charset.forName(charset));
		assertThatExceptionOfType(InvalidEmailException.class).isThrownBy(() -> this.format.read(json));
	}

	@Test
	void keepsEveryCharacterThatABodyMayHave() {
		String text = "\\u0000\\u001f\\u007f\\u0085\\u2028\\u202e\\ud83d\\ude00\\ufffe 😀\u202e";
		Email email = read(VALID.replace("Line", text));
		assertThat(read(this.format.write(email))).isEqualTo(email);
		assertThat(email.body()).startsWith("\u0000\u001f\u007f\u0085\u2028\u202e😀\ufffe 😀\u202e");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"VERYLONG\":1", "VERYLONG", "\"to\":VERYLONG", "\"to\":\"x\",\"to\":\"VERYLONG\"",
			"\"to\":\"VERYLONG\"" })
	void repeatsLittleOfWhatItRefusesAndNoneOfTheLibrarysWords(String field) {
		assertRefused("{" + field.replace("VERYLONG", "very-long-".repeat(1000)) + "}").satisfies((ex) -> {
			assertThat(ex.detail() + ex.problems()).hasSizeLessThan(600);
			assertThat(ex.detail()).doesNotContain("very-long", "Jackson", "StreamRead", "JsonToken", "Object");
		});
	}

	@Test
	void nestingThatIsTooDeepIsRefusedLikeAnythingElse() {
		assertRefused("[".repeat(100_000))
			.satisfies((ex) -> assertThat(ex.detail()).hasSizeLessThan(200).doesNotContain("StreamRead"));
	}

	@Test
	void saysWhereJsonIsBroken() {
		assertRefused("{\"from\":\"ann@example.org\",\n \"to\":}").withMessageContaining("Not JSON")
			.withMessageContaining("line 2, column");
	}

	@Test
	void refusesAFieldThatIsThereTwice() {
		assertRefused(VALID.replace("\"id\"", "\"to\":\"eve@example.org\",\"id\"")).withMessageContaining("twice");
	}

	@Test
	void refusesWhatFollowsTheEmail() {
		assertRefused(VALID + VALID).withMessageContaining("Expected one JSON object");
	}

	@Test
	void aWrittenEmailNeverNeedsMoreThanItsSizeInFlight() {
		for (String subject : List.of("", "Hello", "é✓😀".repeat(100), "\\u00e9".repeat(100))) {
			byte[] json = VALID.replace("\"id\":\"e-1\",", "")
				.replace("Hello", subject)
				.getBytes(StandardCharsets.UTF_8);
			Email email = this.format.read(json);
			int inKafka = (this.format.write(email) + email.to()).getBytes(StandardCharsets.UTF_8).length;
			assertThat(EmailSender.sizeInFlight(json.length)).isGreaterThan(inKafka + 80);
		}
	}

	private Email read(String json) {
		return this.format.read(json.getBytes(StandardCharsets.UTF_8));
	}

	private ThrowableAssertAlternative<InvalidEmailException> assertRefused(String json) {
		return assertThatExceptionOfType(InvalidEmailException.class).isThrownBy(() -> read(json));
	}

}
