package dev.failoverlab.lab.web;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** What a lab with power over its nodes has besides, behind a token. */
@Configuration(proxyBeanMethods = false)
@Import({ BadBodyAdvice.class, ActionsController.class, EmailsController.class, RunsController.class })
class PowerConfiguration {

	@Bean
	Access access(LabServer.Settings settings) {
		return new Access(settings.token());
	}

	/**
	 * After the guard of every web application here, which knows the host and the body.
	 */
	@Bean
	FilterRegistrationBean<TokenFilter> tokenFilter(Access access, JsonMapper json, LabServer.Settings settings) {
		FilterRegistrationBean<TokenFilter> bean = new FilterRegistrationBean<>(
				new TokenFilter(access, new ProblemWriter(json), settings.site().tokenHint()));
		bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return bean;
	}

	@Bean
	BrokersEndpoint brokersEndpoint(KafkaCluster cluster, LabServer.Settings settings, Recorder recorder) {
		return new BrokersEndpoint(cluster, settings, recorder);
	}

}
