package dev.failoverlab.samples.recipes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.failoverlab.junit.KafkaFailover;

/** The cluster that all test classes of the shop share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@KafkaFailover(shared = true, fastFailover = true, topics = { "emails:3:3", "orders:3:3", "payments:3:3",
		"receipts:3:3", "deposits:3:3", "slips:3:3", "readings:3:3", "meters:1:3" })
@interface ShopCluster {

}
