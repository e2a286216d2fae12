package dev.failoverlab.producer.email;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Looks a request up among the service's own handlers first. Actuator puts its endpoints
 * before them, and each email would be compared with all of those, twice: when it comes,
 * and when its answer is written.
 */
@Component
class OwnHandlersFirst implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof RequestMappingHandlerMapping own && name.equals("requestMappingHandlerMapping")) {
			own.setOrder(Ordered.HIGHEST_PRECEDENCE);
		}
		return bean;
	}

}
