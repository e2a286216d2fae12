package dev.failoverlab.actuator.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of what guards a small service that is not behind a gateway.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { ErrorMvcAutoConfiguration.class, WebMvcAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Tomcat.class, WebMvcAutoConfiguration.class })
@ConditionalOnBooleanProperty("kafka-actuator.web.enabled")
@EnableConfigurationProperties(WebGuardProperties.class)
public final class WebGuardAutoConfiguration {

	/** First, since whoever refuses a request must not leave its body unread. */
	@Bean
	FilterRegistrationBean<BodyFilter> bodyFilter(WebGuardProperties properties) {
		return inOrder(new BodyFilter(properties), 0);
	}

	@Bean
	FilterRegistrationBean<OwnHostFilter> ownHostFilter(WebGuardProperties properties) {
		return inOrder(new OwnHostFilter(properties.hosts()), 1);
	}

	@Bean
	FilterRegistrationBean<EmptyErrorFilter> emptyErrorFilter() {
		return inOrder(new EmptyErrorFilter(), 2);
	}

	@Bean
	ProblemAdvice problemAdvice() {
		return new ProblemAdvice();
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValveCustomizer() {
		return (factory) -> factory.addContextCustomizers(ProblemValve::install);
	}

	/** In place of Boot's: there is no error page to ask for. */
	@Bean
	ErrorController noErrorPage() {
		return new ErrorController() {
		};
	}

	private static <T extends Filter> FilterRegistrationBean<T> inOrder(T filter, int place) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		return registration;
	}

}
