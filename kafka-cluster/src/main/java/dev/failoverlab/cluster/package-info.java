/**
 * A KRaft cluster that can be started, hurt, healed and described.
 */
@NullMarked
package dev.failoverlab.cluster;

import org.jspecify.annotations.NullMarked;
