/**
 * Scenarios, claims and the fault matrix as data, and the reader of their files.
 */
@NullMarked
package dev.failoverlab.lab.scenario;

import org.jspecify.annotations.NullMarked;
