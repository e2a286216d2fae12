/**
 * The topic as it is declared, and its creation when the cluster first answers.
 */
@NullMarked
package dev.failoverlab.producer.topic;

import org.jspecify.annotations.NullMarked;
