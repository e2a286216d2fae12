package dev.failoverlab.producer.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import org.springframework.stereotype.Component;

/**
 * Emails as JSON. A field that is not an email's is refused: to accept it and drop it
 * would lose, say, a {@code cc} without a word.
 */
@Component
public class EmailFormat {

	/** How many characters of a refused text are repeated to the caller. */
	private static final int MOST_REPEATED = 50;

	private final ObjectReader reader;

	private final ObjectWriter writer;

	private final Validator validator;

	EmailFormat(JsonMapper json, Validator validator) {
		JsonMapper strict = json.rebuild()
			.withCoercionConfig(LogicalType.Textual, EmailFormat::refuseAllButText)
			.build();
		this.reader = strict.readerFor(Email.class)
			.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
		this.writer = json.writerFor(Email.class);
		this.validator = validator;
	}

	/**
	 * Reads an email.
	 * @param json a JSON object in UTF-8
	 * @return an email that is valid, and has an id
	 * @throws InvalidEmailException when it is not one; the message says where or which
	 * fields
	 */
	public Email read(byte[] json) {
		Email email = parse(json);
		List<FieldProblem> problems = this.validator.validate(email)
			.stream()
			.map((violation) -> new FieldProblem(violation.getPropertyPath().toString(), violation.getMessage()))
			.sorted(Comparator.comparing(FieldProblem::field))
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidEmailException("The email is not valid.", problems);
		}
		return email.identified();
	}

	/**
	 * Writes an email as it stands in the topic.
	 * @param email the email
	 * @return a JSON object
	 */
	public String write(Email email) {
		return this.writer.writeValueAsString(email);
	}

	private static void refuseAllButText(MutableCoercionConfig config) {
		for (CoercionInputShape shape : CoercionInputShape.values()) {
			config.setCoercion(shape, CoercionAction.Fail);
		}
	}

	/**
	 * Jackson would read bytes leniently: to two different ids of malformed UTF-8 it
	 * gives the same text.
	 */
	private static String decode(byte[] json) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new InvalidEmailException("The text is not UTF-8.", List.of());
		}
	}

	private Email parse(byte[] json) {
		try {
			Email email = this.reader.readValue(decode(json));
			if (email == null) {
				throw new InvalidEmailException("Expected one JSON object with the fields of an email, found null.",
						List.of());
			}
			return email;
		}
		catch (UnrecognizedPropertyException ex) {
			throw new InvalidEmailException("The email is not valid.",
					List.of(new FieldProblem(shortened(ex.getPropertyName()), "is not a field of an email")));
		}
		catch (DatabindException ex) {
			throw mismatch(ex);
		}
		catch (JacksonException ex) {
			throw new InvalidEmailException("Not JSON, or a field is there twice" + where(ex), List.of());
		}
	}

	private static InvalidEmailException mismatch(DatabindException ex) {
		return ex.getPath().isEmpty()
				? new InvalidEmailException("Expected one JSON object with the fields of an email" + where(ex),
						List.of())
				: new InvalidEmailException("The email is not valid.", List
					.of(new FieldProblem(shortened(ex.getPath().get(0).getPropertyName()), "must be a string")));
	}

	private static String shortened(@Nullable String name) {
		String text = String.valueOf(name);
		return text.substring(0, Math.min(text.length(), MOST_REPEATED));
	}

	private static String where(JacksonException ex) {
		return (ex.getLocation() != null)
				? " at line %d, column %d.".formatted(ex.getLocation().getLineNr(), ex.getLocation().getColumnNr())
				: ".";
	}

}
