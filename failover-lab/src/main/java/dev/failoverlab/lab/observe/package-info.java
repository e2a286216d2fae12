/**
 * Questions to the cluster that a scenario asks during a run; the answers are recorded as
 * observations.
 */
@NullMarked
package dev.failoverlab.lab.observe;

import org.jspecify.annotations.NullMarked;
