package dev.failoverlab.witness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.EnableKafkaRetryTopic;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.retrytopic.DltStrategy;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.backoff.FixedBackOff;

/** An application that knows no witness: what it cannot handle has the value "bad". */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableKafkaRetryTopic
class SpringOrders {

	/** What the application's own interceptor saw. */
	static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

	@KafkaListener(topics = "records")
	void record(String value) {
		refuseBad(value);
	}

	@KafkaListener(topics = "batches", batch = "true")
	void batch(List<String> values) {
		int bad = values.indexOf("bad");
		if (bad >= 0) {
			throw new BatchListenerFailedException("refused", bad);
		}
	}

	@RetryableTopic(attempts = "2", backOff = @BackOff(delay = 3000), numPartitions = "1", replicationFactor = "1",
			dltStrategy = DltStrategy.ALWAYS_RETRY_ON_ERROR)
	@KafkaListener(topics = "retried")
	void retried(String value) {
		refuseBad(value);
	}

	@Bean
	static RecordInterceptor<Object, Object> ownInterceptor() {
		return new RecordInterceptor<>() {
			@Override
			public @Nullable ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> message,
					Consumer<Object, Object> consumer) {
				SEEN.add(String.valueOf(message.value()));
				return "left out".equals(message.value()) ? null : message;
			}
		};
	}

	@Bean
	static DefaultErrorHandler twoAttempts() {
		return new DefaultErrorHandler(new FixedBackOff(0, 1));
	}

	@Bean
	static ThreadPoolTaskScheduler scheduler() {
		return new ThreadPoolTaskScheduler();
	}

	private static void refuseBad(String value) {
		if (value.equals("bad")) {
			throw new IllegalArgumentException("refused");
		}
	}

}
