package dev.failoverlab.lab.web;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

	/** In this order: who asks from where, then who may, then how much. */
	@Configuration(proxyBeanMethods = false)
	static class Guards {

		private final ProblemWriter problems;

		Guards(JsonMapper json) {
			this.problems = new ProblemWriter(json);
		}

		@Bean
		FilterRegistrationBean<SameOriginFilter> sameOriginFilter() {
			FilterRegistrationBean<SameOriginFilter> bean = new FilterRegistrationBean<>(
					new SameOriginFilter(this.problems));
			bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return bean;
		}

		@Bean
		FilterRegistrationBean<TokenFilter> tokenFilter(LabServer.Settings settings) {
			FilterRegistrationBean<TokenFilter> bean = new FilterRegistrationBean<>(
					new TokenFilter(settings.token(), this.problems));
			bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			return bean;
		}

		@Bean
		FilterRegistrationBean<SmallBodyFilter> smallBodyFilter() {
			FilterRegistrationBean<SmallBodyFilter> bean = new FilterRegistrationBean<>(
					new SmallBodyFilter(this.problems));
			bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
			return bean;
		}

	}

}
