package dev.failoverlab.actuator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** How a topic can be described, as the {@code Accept} header of a request chooses. */
enum TopicFormat implements Producible<TopicFormat> {

	/** The text of {@code kafka-topics.sh --describe}. */
	TEXT {
		@Override
		WebEndpointResponse<?> response(Answer.Known<TopicDescription> known) {
			return new WebEndpointResponse<>(TopicText.of(known.observed().value()), textType(known));
		}
	},

	/** The same facts, typed. */
	JSON {
		@Override
		WebEndpointResponse<?> response(Answer.Known<TopicDescription> known) {
			return new WebEndpointResponse<>(Described.of(known), getProducedMimeType());
		}
	};

	abstract WebEndpointResponse<?> response(Answer.Known<TopicDescription> known);

	@Override
	public MimeType getProducedMimeType() {
		return (this == TEXT) ? MimeTypeUtils.TEXT_PLAIN : MimeTypeUtils.APPLICATION_JSON;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

	// The body belongs to Kafka's tool and endpoints set no headers, so the mark of
	// something stale and its age, in seconds, are parameters of the content type.
	private static MimeType textType(Answer.Known<TopicDescription> known) {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (known.stale()) {
			parameters.put("stale", "true");
			parameters.put("age", String.valueOf(known.age().toSeconds()));
		}
		parameters.put("charset", StandardCharsets.UTF_8.name());
		return new MimeType(MimeTypeUtils.TEXT_PLAIN, parameters);
	}

}
