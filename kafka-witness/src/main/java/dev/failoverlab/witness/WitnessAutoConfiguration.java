package dev.failoverlab.witness;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Witnesses the producers, consumers and listeners of a Spring application when
 * {@value Witness#FILE} names a file.
 */
@AutoConfiguration
@ConditionalOnClass(ProducerFactory.class)
public final class WitnessAutoConfiguration {

	@Bean
	static FactoryWitness kafkaWitness(Environment environment) {
		return new FactoryWitness(environment);
	}

}
