/**
 * Scenarios as data, and the runner that plays them against a cluster.
 */
@NullMarked
package dev.failoverlab.lab.scenario;

import org.jspecify.annotations.NullMarked;
