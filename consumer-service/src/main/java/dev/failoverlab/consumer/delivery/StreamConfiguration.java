package dev.failoverlab.consumer.delivery;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets Spring MVC write streamed bodies on the threads of {@link DeliveryStreams}. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration implements WebMvcConfigurer {

	private final DeliveryStreams streams;

	StreamConfiguration(DeliveryStreams streams) {
		this.streams = streams;
	}

	@Override
	public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
		configurer.setTaskExecutor(this.streams.threads());
		// A reader may follow for as long as it likes; heartbeats find out who is gone.
		configurer.setDefaultTimeout(-1);
	}

}
