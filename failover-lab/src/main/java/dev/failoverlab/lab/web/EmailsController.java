package dev.failoverlab.lab.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.Email;
import dev.failoverlab.lab.load.Recipients;
import dev.failoverlab.lab.load.SendRecorder;
import dev.failoverlab.watch.EmailWay;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sends one email through the producer service, and follows it in the history. */
@RestController
class EmailsController {

	/** Longer than the service waits for an acknowledgement. */
	private static final Duration ANSWER = Duration.ofMinutes(3);

	private static final int MOST = 10;

	private static final JsonMapper JSON = JsonMapper.shared();

	/** Outcomes after which nothing was written. */
	private static final Set<String> NOTHING_WRITTEN = Set.of("rejected", "failed");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final LabServer.Settings settings;

	private final KafkaCluster cluster;

	private final Recorder recorder;

	private final Semaphore free = new Semaphore(MOST);

	EmailsController(LabServer.Settings settings, KafkaCluster cluster, Recorder recorder) {
		this.settings = settings;
		this.cluster = cluster;
		this.recorder = recorder;
	}

	/**
	 * Sends an email. Its way follows in the history: the send and its acknowledgement,
	 * the replicas that have it, the delivery.
	 */
	@PostMapping("/emails")
	ResponseEntity<?> send(@RequestBody Map<String, @Nullable String> body) {
		String to = text(body, "to", "ann@example.org");
		Email email = new Email("page-" + UUID.randomUUID(), "lab@example.com", to,
				text(body, "subject", "Sent from the page"), text(body, "body", "Hello!"));
		int partition = Recipients.partitionOf(to, this.settings.partitions());
		if (!this.free.tryAcquire()) {
			return ResponseEntity
				.of(Problem.BUSY.detail(MOST + " emails are on their way already. Wait until one has arrived."))
				.build();
		}
		SendRecorder sends = new SendRecorder(this.recorder, email.id(), partition);
		Thread sending = new Thread(() -> send(email, sends), "page-email");
		sending.setDaemon(true);
		sending.start();
		return ResponseEntity.accepted()
			.body(new Sent(email.id(), to, partition, this.settings.partitions(), Recipients.hashOf(to)));
	}

	/** On a thread of its own: an email is followed for up to a minute. */
	private void send(Email email, SendRecorder sends) {
		try {
			sends.invoke(email);
			outcome(email.id(), sends, this.http.send(request(email), HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException | RuntimeException ex) {
			sends.info(email.id(), "no answer: " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.free.release();
		}
	}

	private static String text(Map<String, @Nullable String> body, String name, String otherwise) {
		String given = body.get(name);
		return (given != null) ? given : otherwise;
	}

	private HttpRequest request(Email email) {
		return HttpRequest.newBuilder(this.settings.producer().resolve("/api/emails"))
			.timeout(ANSWER)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(email)))
			.build();
	}

	private void outcome(String id, SendRecorder sends, HttpResponse<String> answer) {
		JsonNode said = json(answer.body());
		if (answer.statusCode() == HttpURLConnection.HTTP_CREATED) {
			sends.ok(id, said.path("partition").intValue(), said.path("offset").longValue());
			new EmailWay(this.cluster, this.settings.topic(), this.recorder).follow(id,
					said.path("partition").intValue(), said.path("offset").longValue());
		}
		else if (NOTHING_WRITTEN.contains(said.path("outcome").asString(""))) {
			sends.fail(id, said.path("detail").asString(answer.body()));
		}
		else {
			sends.info(id, said.path("detail").asString(answer.body()));
		}
	}

	private static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JacksonException ex) {
			return JSON.createObjectNode();
		}
	}

	/**
	 * An email on its way.
	 *
	 * @param id the id of its send
	 * @param to the recipient, the key of its record
	 * @param partition the partition: the remainder of the hash
	 * @param partitions how many partitions there are
	 * @param keyHash the positive murmur2 hash of the key
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Sent(String id, String to, int partition, int partitions, int keyHash) {
	}

}
