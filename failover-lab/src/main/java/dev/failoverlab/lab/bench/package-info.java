/**
 * How fast a verdict is reached: histories of any size, and the judge measured on them in
 * a JVM of its own.
 */
@NullMarked
package dev.failoverlab.lab.bench;

import org.jspecify.annotations.NullMarked;
