package dev.failoverlab.history;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** One line of the history file as an event, and back. */
final class HistoryFormat {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.withCoercionConfig(LogicalType.Textual, HistoryFormat::onlyText)
		.build();

	private final QuickFormat quick = new QuickFormat();

	private final ObjectReader reader = MAPPER.readerFor(Event.class);

	private final ObjectWriter writer = MAPPER.writerFor(Event.class);

	byte[] line(Event event) {
		byte[] json = this.writer.writeValueAsBytes(event);
		byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
		line[json.length] = '\n';
		return line;
	}

	Event event(byte[] bytes, int offset, int length, long line) {
		if (length == 0) {
			throw new HistoryException(line, "is empty");
		}
		Event event = this.quick.event(bytes, offset, length);
		return (event != null) ? event : carefully(bytes, offset, length, line);
	}

	/** Takes whatever the format allows, and says of anything else what is wrong. */
	Event carefully(byte[] bytes, int offset, int length, long line) {
		try {
			@Nullable Event event = this.reader.readValue(bytes, offset, length);
			if (event == null) {
				throw new HistoryException(line, "holds null and no event");
			}
			return event;
		}
		catch (JacksonException ex) {
			throw new HistoryException(line, problem(ex));
		}
	}

	private static String problem(JacksonException ex) {
		Throwable cause = ex.getCause();
		if (cause instanceof IllegalArgumentException) {
			return String.valueOf(cause.getMessage());
		}
		String field = field(ex.getPath());
		String detail = detail(ex.getOriginalMessage());
		return field.isEmpty() ? "is not a JSON object of the format: " + detail
				: "has no usable value in the field " + field + ": " + detail;
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
	private static String detail(@Nullable String message) {
		String first = String.valueOf(message).lines().findFirst().orElse("");
		return first.replaceAll("`?(dev\\.failoverlab|java|tools\\.jackson)\\.[\\w.$]+`?", "the expected type")
			.replaceAll("\\.$", "");
	}

	private static void onlyText(tools.jackson.databind.cfg.MutableCoercionConfig config) {
		config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
	}

}
