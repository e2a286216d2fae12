package dev.failoverlab.junit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The class that has the annotation, and with it a cluster: a test class, or one around
 * it. Whoever needs the cluster first starts it: the extension, or Spring, which loads an
 * app before.
 *
 * @param type the class
 * @param annotation its annotation, or that of a class which it extends
 */
public record Owner(Class<?> type, KafkaFailover annotation) {

	private static final Map<Object, TestCluster> RUNNING = new ConcurrentHashMap<>();

	/** The owner of the cluster that a test class uses, if it uses one. */
	public static Optional<Owner> of(Class<?> testClass) {
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			Optional<KafkaFailover> annotation = AnnotationSupport.findAnnotation(type, KafkaFailover.class);
			if (annotation.isPresent()) {
				return Optional.of(new Owner(type, annotation.get()));
			}
		}
		return Optional.empty();
	}

	/** Its cluster, which is started if it does not run yet. */
	public TestCluster cluster() {
		return RUNNING.computeIfAbsent(key(), (key) -> TestCluster.start(Wanted.of(this.annotation)));
	}

	/** Whether other classes of this JVM use the same cluster. */
	public boolean isShared() {
		return this.annotation.shared();
	}

	/** Ends its cluster, if one runs. */
	void end() {
		TestCluster cluster = RUNNING.remove(key());
		if (cluster != null) {
			cluster.close();
		}
	}

	/** Equal keys have the same cluster. */
	private Object key() {
		return isShared() ? Wanted.of(this.annotation) : this.type;
	}

}
