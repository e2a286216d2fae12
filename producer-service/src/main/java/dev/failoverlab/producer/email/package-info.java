/**
 * One email: what it must look like, and the request that sends it.
 */
@NullMarked
package dev.failoverlab.producer.email;

import org.jspecify.annotations.NullMarked;
