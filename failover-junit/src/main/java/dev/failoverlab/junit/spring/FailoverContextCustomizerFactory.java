package dev.failoverlab.junit.spring;

import java.util.List;

import dev.failoverlab.junit.Owner;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.util.ClassUtils;

/** Connects the app of a test class with a cluster, if it is an app of Spring Boot. */
final class FailoverContextCustomizerFactory implements ContextCustomizerFactory {

	private static final boolean HAS_KAFKA = ClassUtils.isPresent(
			"org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails",
			FailoverContextCustomizerFactory.class.getClassLoader());

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		return HAS_KAFKA
				? Owner.of(testClass).map((owner) -> new FailoverContextCustomizer(owner.cluster())).orElse(null)
				: null;
	}

}
