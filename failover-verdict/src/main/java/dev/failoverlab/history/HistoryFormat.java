package dev.failoverlab.history;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** One line of the history file as an event, and back. */
final class HistoryFormat {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.withCoercionConfig(LogicalType.Textual, HistoryFormat::onlyText)
		.addModule(new SimpleModule().addDeserializer(Instant.class, new InstantFromText()))
		.build();

	private static final ObjectReader READER = MAPPER.readerFor(Event.class).withHandler(new UnknownKinds());

	private static final ObjectWriter WRITER = MAPPER.writerFor(Event.class);

	private HistoryFormat() {
	}

	static byte[] json(Event event) {
		return WRITER.writeValueAsBytes(event);
	}

	static JsonParser parser(InputStream in) {
		return MAPPER.createParser(in);
	}

	/**
	 * Reads an event that has just begun.
	 * @throws JacksonException when it is no event of the format
	 * @throws IllegalArgumentException when it has no kind
	 */
	static Event event(JsonParser parser) {
		return READER.readValue(parser);
	}

	/**
	 * Reads a line that is no event.
	 * @return null when it is the JSON null
	 * @throws JacksonException when it is something else
	 */
	static <T> @Nullable T read(String line, Class<T> type) {
		return MAPPER.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(line);
	}

	/** What is wrong, as the end of a sentence that begins with the line. */
	static String problem(JacksonException ex) {
		if (ex.getCause() instanceof IllegalArgumentException cause) {
			return String.valueOf(cause.getMessage());
		}
		String field = field(ex.getPath());
		return field.isEmpty() ? "is not a JSON object of the format: " + detail(ex)
				: "has no usable value in the field " + field + ": " + detail(ex);
	}

	private static String field(List<JacksonException.Reference> path) {
		StringBuilder field = new StringBuilder();
		for (JacksonException.Reference step : path) {
			if (step.getPropertyName() != null) {
				field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
			}
			else if (step.getIndex() >= 0) {
				field.append('[').append(step.getIndex()).append(']');
			}
		}
		return field.toString();
	}

	/** Jackson's first sentence, without the names of our classes. */
	private static String detail(JacksonException ex) {
		String first = String.valueOf(ex.getOriginalMessage()).lines().findFirst().orElse("");
		return first.replaceAll("`?(dev\\.failoverlab|java|tools\\.jackson)\\.[\\w.$]+`?", "the expected type")
			.replaceAll("\\.$", "");
	}

	private static void onlyText(MutableCoercionConfig config) {
		config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
	}

	/** A kind that is not known is fine, and none is not. */
	private static final class UnknownKinds extends DeserializationProblemHandler {

		@Override
		public JavaType handleUnknownTypeId(DeserializationContext context, JavaType base, String kind,
				TypeIdResolver resolver, String failure) {
			if (!context.getParser().hasToken(JsonToken.VALUE_STRING)) {
				return handleMissingTypeId(context, base, resolver, failure);
			}
			return context.constructType(Event.Unknown.class);
		}

		@Override
		public JavaType handleMissingTypeId(DeserializationContext context, JavaType base, TypeIdResolver resolver,
				String failure) {
			throw new IllegalArgumentException("has no text in the field kind");
		}

	}

	/** Jackson's own takes a number of seconds, too. */
	private static final class InstantFromText extends StdDeserializer<Instant> {

		private InstantFromText() {
			super(Instant.class);
		}

		@Override
		public Instant deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				context.handleUnexpectedToken(getValueType(context), parser);
			}
			return InstantDeserializer.INSTANT.deserialize(parser, context);
		}

	}

}
