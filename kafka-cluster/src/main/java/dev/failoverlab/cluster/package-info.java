/** A KRaft cluster that can be started, broken, healed and described. */
@NullMarked
package dev.failoverlab.cluster;

import org.jspecify.annotations.NullMarked;
