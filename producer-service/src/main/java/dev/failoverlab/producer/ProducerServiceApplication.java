package dev.failoverlab.producer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class ProducerServiceApplication {

	/**
	 * Starts the service.
	 * @param args Spring Boot's command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(ProducerServiceApplication.class, args);
	}

}
