/**
 * Operating-system processes that cannot outlive the JVM that started them.
 */
@NullMarked
package dev.failoverlab.process;

import org.jspecify.annotations.NullMarked;
