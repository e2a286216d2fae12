package dev.failoverlab.lab.web;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The lab as a web application, around a cluster that runs already. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(BadBodyAdvice.class)
class LabApplication implements WebMvcConfigurer {

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "/actuator");
	}

	@Bean
	BrokersEndpoint brokersEndpoint(KafkaCluster cluster, LabServer.Settings settings, Recorder recorder) {
		return new BrokersEndpoint(cluster, settings, recorder);
	}

	/**
	 * After the guard of every web application here, which knows the host and the body.
	 */
	@Bean
	FilterRegistrationBean<TokenFilter> tokenFilter(LabServer.Settings settings, JsonMapper json) {
		FilterRegistrationBean<TokenFilter> bean = new FilterRegistrationBean<>(
				new TokenFilter(settings.token(), new ProblemWriter(json)));
		bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return bean;
	}

}
