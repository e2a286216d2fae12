package dev.failoverlab.actuator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A small web application with the starter, on a free port, and a client of it. */
final class ActuatorApplication implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	ActuatorApplication(String bootstrapServers) {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties("server.port=0", "management.endpoints.web.exposure.include=health,topics,quorum",
					"management.endpoint.health.show-details=always",
					"management.endpoint.health.group.readiness.include=readinessState,kafka",
					"spring.kafka.admin.auto-create=false", "spring.main.banner-mode=off",
					"logging.level.org.apache.kafka=error", "spring.kafka.bootstrap-servers=" + bootstrapServers)
			.run();
	}

	Reply get(String path) {
		return get(path, "application/json");
	}

	Reply getText(String path) {
		return get(path, "text/plain");
	}

	private Reply get(String path, String accept) {
		URI uri = URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/" + path);
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Accept", accept)
			.timeout(Duration.ofSeconds(30))
			.build();
		long begin = System.nanoTime();
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			return new Reply(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
					response.headers().firstValue("Age").orElse(""), response.body(),
					Duration.ofNanos(System.nanoTime() - begin));
		}
		catch (IOException ex) {
			throw new AssertionError(uri + " did not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** What came back. */
	record Reply(int status, String contentType, String age, String body, Duration took) {

		Object json(String path) {
			return JsonPath.read(this.body, path);
		}

		List<Object> list(String path) {
			return JsonPath.read(this.body, path);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		NewTopic topic() {
			return new NewTopic("email.send", 3, (short) 3);
		}

	}

}
