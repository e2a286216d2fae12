/**
 * Scenarios as files: what a person writes becomes a scenario, or an error that says
 * where.
 */
@NullMarked
package dev.failoverlab.lab.definition;

import org.jspecify.annotations.NullMarked;
