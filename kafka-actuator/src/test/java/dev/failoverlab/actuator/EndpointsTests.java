package dev.failoverlab.actuator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints over HTTP, on both kinds of web server, before a cluster made by hand.
 */
class EndpointsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext application = new GenericApplicationContext();

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void describesATopic(WebApplicationType type) throws Exception {
		start(type);
		HttpResponse<String> json = get("topics/email.send", "*/*");
		assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(json.body()).isEqualTo("{\"name\":\"email.send\",\"id\":\"MzWvHhZtQ4-0oHkAbTCmMA\","
				+ "\"replicationFactor\":3,\"minInSyncReplicas\":2,\"configs\":{},\"partitions\":[{\"partition\":0,"
				+ "\"leader\":null,\"replicas\":[1,2,3],\"isr\":[2],\"elr\":[],\"lastKnownElr\":[],"
				+ "\"reassignment\":null}],\"stale\":false,\"ageMs\":0,\"observedAt\":\"2026-01-01T12:00:00Z\"}");
		HttpResponse<String> text = get("topics/email.send", "text/plain");
		assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
		assertThat(text.body()).isEqualTo(TopicText.of(CannedClient.TOPIC));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void listsTopicsAndDescribesTheQuorum(WebApplicationType type) throws Exception {
		start(type);
		assertThat(get("topics", "application/json").body())
			.startsWith("{\"topics\":[{\"name\":\"email.send\",\"id\":\"x\",\"internal\":false}],\"stale\":false,");
		assertThat(get("quorum", "*/*").body()).isEqualTo("{\"leader\":1,\"epoch\":7,\"highWatermark\":1234,"
				+ "\"voters\":[{\"id\":1,\"directoryId\":\"x6OYkMpTSVyGTWnOKpUMlg\",\"logEndOffset\":1234,\"lag\":0,"
				+ "\"lastFetch\":null,\"lastCaughtUp\":null}],\"observers\":[],\"stale\":false,\"ageMs\":0,"
				+ "\"observedAt\":\"2026-01-01T12:00:00Z\"}");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void anUnknownTopicIsAProblem(WebApplicationType type) throws Exception {
		start(type);
		for (String accept : List.of("*/*", "application/json", "text/plain", "application/problem+json, text/plain")) {
			HttpResponse<String> response = get("topics/none", accept);
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.body())
				.isEqualTo("{\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is no topic none.\"}");
		}
		assertThat(this.application.getBean(ClusterMemory.class).topic("none")).isNull();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void whatWasNeverKnownIsAProblem(WebApplicationType type) throws Exception {
		start(type);
		this.application.getBean(CannedClient.class).silent = true;
		for (String path : List.of("topics", "topics/email.send", "quorum")) {
			HttpResponse<String> response = get(path, "*/*");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.body()).startsWith("{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"")
				.contains("since this application started. Nobody answered.");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void whatWasKnownIsMarkedStale(WebApplicationType type) throws Exception {
		start(type);
		ClusterMemory memory = this.application.getBean(ClusterMemory.class);
		memory.keepTopics(Set.of("email.send"), Map.of("email.send", CannedClient.TOPIC), NOW.minusMillis(12500));
		memory.keepQuorum(Descriptions.quorum(1), NOW.minusSeconds(3));
		this.application.getBean(CannedClient.class).silent = true;
		assertThat(get("topics/email.send", "application/json").body())
			.endsWith("\"stale\":true,\"ageMs\":12500,\"observedAt\":\"2026-01-01T11:59:47.500Z\"}");
		HttpResponse<String> text = get("topics/email.send", "text/plain");
		assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
		if (type == WebApplicationType.SERVLET) {
			assertThat(text.headers().firstValue("Age")).hasValue("12");
		}
		assertThat(text.body()).isEqualTo(TopicText.of(CannedClient.TOPIC));
		assertThat(get("quorum", "*/*").body()).contains("\"stale\":true,\"ageMs\":3000,");
	}

	/**
	 * They did not when the list was older than a topic, or a topic older than the list.
	 */
	@Test
	void lastKnownAnswersAgreeWithEachOther() throws Exception {
		start(WebApplicationType.SERVLET);
		ClusterMemory memory = this.application.getBean(ClusterMemory.class);
		this.application.getBean(CannedClient.class).silent = true;
		memory.keepNames(new TopicNames(List.of(new TopicNames.Name("gone", "g", false))), NOW.minusSeconds(9));
		memory.keepTopics(Set.of("email.send", "gone"), Map.of("email.send", CannedClient.TOPIC), NOW.minusSeconds(5));
		assertThat(get("topics", "*/*").body())
			.contains("{\"name\":\"email.send\",\"id\":\"MzWvHhZtQ4-0oHkAbTCmMA\",\"internal\":false}")
			.doesNotContain("gone")
			.contains("\"stale\":true,\"ageMs\":9000,");
		assertThat(get("topics", "*/*").headers().firstValue("Age")).hasValue("9");
		assertThat(get("topics/email.send", "*/*").statusCode()).isEqualTo(200);
		assertThat(get("topics/gone", "*/*").statusCode()).isEqualTo(404);
		memory.keepNames(new TopicNames(List.of(new TopicNames.Name("gone", "g", false))), NOW.minusSeconds(2));
		assertThat(get("topics", "*/*").body()).contains("gone").doesNotContain("email.send");
		assertThat(get("topics/email.send", "*/*").statusCode()).isEqualTo(404);
		assertThat(get("topics/gone", "*/*").statusCode()).isEqualTo(503);
	}

	@Test
	void aFreshAnswerHasNoAgeAndALongNameIsNotRepeated() throws Exception {
		start(WebApplicationType.SERVLET);
		assertThat(get("topics/email.send", "text/plain").headers().firstValue("Age")).isEmpty();
		assertThat(get("topics/" + "x".repeat(1000), "*/*").body()).hasSizeLessThan(200);
	}

	private void start(WebApplicationType type) {
		this.application = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "management.endpoints.web.exposure.include=topics,quorum",
					"spring.main.banner-mode=off")
			.run();
	}

	private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
		String port = this.application.getEnvironment().getProperty("local.server.port");
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
			.header("Accept", accept)
			.timeout(Duration.ofSeconds(30))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** A cluster that answers at once, or not at all. */
	static class CannedClient extends ClusterClient {

		static final TopicDescription TOPIC = Descriptions.topic("email.send", 2,
				Descriptions.partition(0, null, List.of(1, 2, 3), List.of(2)));

		volatile boolean silent;

		CannedClient() {
			super(() -> {
				throw new AssertionError("there is no cluster");
			}, Duration.ZERO);
		}

		@Override
		TopicNames topics() {
			return answer(new TopicNames(List.of(new TopicNames.Name("email.send", "x", false))));
		}

		@Override
		Map<String, TopicDescription> describe(Collection<String> names) {
			return answer(names.contains("email.send") ? Map.of("email.send", TOPIC) : Map.of());
		}

		@Override
		QuorumDescription quorum() {
			return answer(Descriptions.quorum(1));
		}

		private <T> T answer(T answer) {
			if (this.silent) {
				throw new ClusterUnavailableException("Nobody answered", null);
			}
			return answer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { KafkaAutoConfiguration.class, KafkaActuatorAutoConfiguration.class })
	static class Application {

		@Bean
		CannedClient client() {
			return new CannedClient();
		}

		@Bean
		ClusterMemory memory() {
			return new ClusterMemory();
		}

		@Bean
		ClusterDescriber describer(ClusterClient client, ClusterMemory memory, ObjectProvider<AgeHeader> age) {
			return new ClusterDescriber(client, memory, () -> NOW, age.getIfAvailable(AgeHeader::none));
		}

		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		AgeHeader age() {
			return new AgeHeader.OfServlet();
		}

		@Bean
		TopicsEndpoint topicsEndpoint(ClusterDescriber describer) {
			return new TopicsEndpoint(describer);
		}

		@Bean
		QuorumEndpoint quorumEndpoint(ClusterDescriber describer) {
			return new QuorumEndpoint(describer);
		}

	}

}
