package dev.failoverlab.actuator;

import java.nio.charset.StandardCharsets;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** How a topic can be described, as the {@code Accept} header of a request chooses. */
enum TopicFormat implements Producible<TopicFormat> {

	/** The text of {@code kafka-topics.sh --describe}. */
	TEXT,

	/** The same facts, typed. */
	JSON;

	private static final MimeType TEXT_TYPE = new MimeType(MimeTypeUtils.TEXT_PLAIN, StandardCharsets.UTF_8);

	WebEndpointResponse<?> response(Described<TopicDescription> known) {
		return (this == TEXT) ? new WebEndpointResponse<>(TopicText.of(known.value()), TEXT_TYPE)
				: new WebEndpointResponse<>(known, getProducedMimeType());
	}

	@Override
	public MimeType getProducedMimeType() {
		return (this == TEXT) ? MimeTypeUtils.TEXT_PLAIN : MimeTypeUtils.APPLICATION_JSON;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
