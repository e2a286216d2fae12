/**
 * Measures how fast a verdict is reached: on histories of any size, in a separate JVM.
 */
@NullMarked
package dev.failoverlab.lab.bench;

import org.jspecify.annotations.NullMarked;
