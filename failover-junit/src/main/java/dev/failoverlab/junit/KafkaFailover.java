package dev.failoverlab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a Kafka cluster: real nodes as processes on free ports, started
 * before the first test and ended after the last. Tests and life-cycle methods can take a
 * {@link Failover} and a {@link dev.failoverlab.cluster.KafkaCluster} as parameters. An
 * app of Spring Boot under test is connected by itself, and what its clients send and
 * handle is witnessed; nested classes have the cluster of the class around them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(FailoverExtension.class)
public @interface KafkaFailover {

	/** How many nodes, 1 to 9; each is a broker and a controller. */
	int nodes() default 3;

	/**
	 * The topics to create, each as {@code NAME:PARTITIONS:REPLICAS}, for example
	 * {@code orders:3:3}, or {@code NAME:PARTITIONS:REPLICAS:MIN-ISR}. Without it,
	 * {@code min.insync.replicas} is one less than the replicas, at least 1.
	 */
	String[] topics();

	/** Kafka settings of every node, each as {@code name=value}. */
	String[] settings() default {};

	/** Log directories of each node; faults of disks need 2 or more. */
	int disks() default 1;

	/**
	 * Whether the active controller is told at once when a node has died, so that a new
	 * leader is elected within a second.
	 */
	boolean fastFailover() default false;

	/**
	 * Whether all classes of this JVM with equal values share one cluster, which is ended
	 * after the last test of all.
	 */
	boolean shared() default false;

}
