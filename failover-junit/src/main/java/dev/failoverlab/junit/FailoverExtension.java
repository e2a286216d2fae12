package dev.failoverlab.junit;

import java.util.Locale;

import dev.failoverlab.cluster.KafkaCluster;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the cluster of a test class, hands it out, and ends it. */
final class FailoverExtension implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback {

	private static final Namespace NAMESPACE = Namespace.create(FailoverExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		Owner owner = owner(context);
		if (owner.isShared()) {
			store(context.getRoot()).computeIfAbsent(owner.annotation(), (annotation) -> ending(owner));
		}
		else if (owner.type() == context.getRequiredTestClass()) {
			store(context).computeIfAbsent(owner.type(), (type) -> ending(owner));
		}
		owner.cluster();
	}

	/** JUnit closes what is in a store with the class, or with the last of all tests. */
	private static AutoCloseable ending(Owner owner) {
		return owner::end;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Failover.class || type == KafkaCluster.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return (parameter.getParameter().getType() == Failover.class) ? failover(context)
				: owner(context).cluster().cluster();
	}

	/** One for each test, so that its verdicts can be printed when it has failed. */
	private static Failover failover(ExtensionContext context) {
		return store(context).computeIfAbsent(Failover.class,
				(type) -> new Failover(owner(context).cluster(), name(context)), Failover.class);
	}

	private static String name(ExtensionContext context) {
		String type = context.getRequiredTestClass().getName();
		String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
		return context.getTestMethod().map((method) -> simple + "/" + method.getName()).orElse(simple);
	}

	@Override
	public void afterTestExecution(ExtensionContext context) {
		Failover failover = store(context).get(Failover.class, Failover.class);
		if (failover != null && context.getExecutionException().isPresent()) {
			failover.reports().forEach(System.out::println);
		}
	}

	private static Owner owner(ExtensionContext context) {
		Class<?> type = context.getRequiredTestClass();
		return Owner.of(type)
			.orElseThrow(() -> new ExtensionConfigurationException(String.format(Locale.ROOT,
					"%s has no @%s, nor has a class around it.", type.getName(), KafkaFailover.class.getSimpleName())));
	}

	private static ExtensionContext.Store store(ExtensionContext context) {
		return context.getStore(NAMESPACE);
	}

}
