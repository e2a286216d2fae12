package dev.failoverlab.lab.service;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class HealthWatchTests {

	private final Recording recording = new Recording();

	@Test
	@SuppressWarnings("try") // It asks by itself while it is open.
	void eachChangeIsRecordedOnceWithAllThatTheServiceSays() throws IOException {
		try (FakeService service = new FakeService((number, exchange) -> {
			if (number <= 2) {
				exchange.refuse(200, "{\"status\":\"UP\"}");
			}
			else if (number <= 4) {
				exchange.refuse(503, "{\"status\":\"DOWN\",\"why\":\"a\"}");
			}
			else {
				exchange.refuse(200, "hello");
			}
		}); HealthWatch watch = new HealthWatch(Map.of("mine", service.address()), this.recording)) {
			await().until(() -> changes().size() == 3);
		}
		assertThat(changes()).extracting(Event.Health::service, Event.Health::status)
			.containsExactly(tuple("mine", "UP"), tuple("mine", "DOWN"), tuple("mine", "no answer"));
		assertThat(changes().get(0).detail()).isNull();
		assertThat(changes().get(1).detail()).contains("\"why\":\"a\"");
	}

	@Test
	@SuppressWarnings("try") // It asks by itself while it is open.
	void aServiceThatDoesNotRunDoesNotAnswer() {
		try (HealthWatch watch = new HealthWatch(Map.of("gone", URI.create("http://127.0.0.1:1")), this.recording)) {
			await().until(() -> !changes().isEmpty());
		}
		assertThat(changes()).extracting(Event.Health::status).containsExactly("no answer");
	}

	private List<Event.Health> changes() {
		return this.recording.of(Event.Health.class);
	}

}
