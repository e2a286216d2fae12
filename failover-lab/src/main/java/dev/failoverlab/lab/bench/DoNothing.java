package dev.failoverlab.lab.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * An endpoint of the producer service's stack that does nothing: what it can take is the
 * most that the service can. The main class of a separate JVM.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
@RestController
public class DoNothing {

	public static void main(String[] args) {
		SpringApplication.run(DoNothing.class, args);
	}

	@PostMapping(path = "/api/emails", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Receipt take(@RequestBody byte[] body) {
		return new Receipt("nothing", "none", 0, body.length, 0);
	}

	/** An answer of the same form as the producer service's. */
	record Receipt(String id, String topic, int partition, long offset, long timestamp) {
	}

}
