package dev.failoverlab.producer.email;

import java.nio.charset.StandardCharsets;
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

	@Test
	void saysWhereJsonIsBroken() {
		assertRefused("{\"from\":\"ann@example.org\",\n \"to\":}").withMessageContaining("Not JSON")
			.withMessageContaining("line 2, column");
	}

	@Test
	void refusesAFieldThatIsThereTwice() {
		assertRefused(VALID.replace("\"id\"", "\"to\":\"eve@example.org\",\"id\"")).withMessageContaining("\"to\"");
	}

	@Test
	void refusesWhatFollowsTheEmail() {
		assertRefused(VALID + VALID).withMessageContaining("Expected one JSON object");
	}

	@Test
	void aWrittenEmailNeverNeedsMoreThanItsSizeInFlight() {
		for (String subject : List.of("", "Hello", "é✓😀".repeat(100), "\\u0001\\u00e9".repeat(100))) {
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
