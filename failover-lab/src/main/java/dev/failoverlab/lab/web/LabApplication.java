package dev.failoverlab.lab.web;

import java.util.Optional;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The lab as a web application: the page, and the events that it shows. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(TooManyClientsAdvice.class)
class LabApplication {

	@Bean
	EventsController eventsController(ShownHistories shown) {
		return new EventsController(shown);
	}

	@Bean
	PageController pageController(PageView view, Optional<Access> access) {
		return new PageController(view, access);
	}

}
