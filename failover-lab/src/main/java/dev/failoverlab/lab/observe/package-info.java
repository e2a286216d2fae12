/**
 * What a history does not hold by itself: asked of the cluster when a scenario says so,
 * and noted as observations.
 */
@NullMarked
package dev.failoverlab.lab.observe;

import org.jspecify.annotations.NullMarked;
