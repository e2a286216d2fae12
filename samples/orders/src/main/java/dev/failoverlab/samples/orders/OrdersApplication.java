package dev.failoverlab.samples.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafkaRetryTopic;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The app. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableKafkaRetryTopic
public class OrdersApplication {

	/** Starts the app. */
	public static void main(String[] args) {
		SpringApplication.run(OrdersApplication.class, args);
	}

	/** Ends the wait of records in the retry topic. */
	@Bean
	static ThreadPoolTaskScheduler retries() {
		return new ThreadPoolTaskScheduler();
	}

}
