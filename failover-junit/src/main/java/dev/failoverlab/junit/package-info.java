/**
 * A JUnit extension: a cluster of real nodes for a test class, faults of its nodes while
 * the tested code works, and a verdict on what became of its records.
 */
@NullMarked
package dev.failoverlab.junit;

import org.jspecify.annotations.NullMarked;
