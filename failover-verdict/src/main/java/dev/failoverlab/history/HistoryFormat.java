package dev.failoverlab.history;

import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
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

	private static final ObjectReader TREE = MAPPER.readerFor(ObjectNode.class);

	private static final ObjectReader UNKNOWN = MAPPER.readerFor(Event.Unknown.class);

	private static final ObjectWriter WRITER = MAPPER.writer();

	/** What reads the rest of an event, by its kind. */
	private static final Map<String, ObjectReader> KINDS = Arrays.stream(Event.class.getPermittedSubclasses())
		.collect(Collectors.toMap((type) -> type.getAnnotation(JsonTypeName.class).value(), MAPPER::readerFor));

	private HistoryFormat() {
	}

	static byte[] line(Event event) {
		byte[] json = WRITER.writeValueAsBytes(event);
		byte[] line = Arrays.copyOf(json, json.length + 1);
		line[json.length] = '\n';
		return line;
	}

	static JsonParser parser(InputStream in) {
		return MAPPER.createParser(in);
	}

	/**
	 * Reads an event that has just begun. The kind comes first as a run writes it, and
	 * then the rest is read in one go.
	 * @throws JacksonException when it is no event of the format
	 * @throws IllegalArgumentException when its kind is not understood
	 */
	static Event event(JsonParser parser) {
		String first = parser.nextName();
		if ("kind".equals(first)) {
			ObjectReader rest = reader((parser.nextToken() == JsonToken.VALUE_STRING) ? parser.getString() : null);
			if (parser.nextToken() == JsonToken.END_OBJECT) {
				throw new IllegalArgumentException("lacks the field t");
			}
			return rest.readValue(parser);
		}
		ObjectNode tree = (first != null) ? TREE.readValue(parser) : MAPPER.createObjectNode();
		return reader(tree.path("kind").stringValue(null)).readValue(tree);
	}

	private static ObjectReader reader(@Nullable String kind) {
		if (kind == null) {
			throw new IllegalArgumentException("has no text in the field kind");
		}
		return KINDS.getOrDefault(kind, UNKNOWN);
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
