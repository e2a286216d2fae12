/**
 * A verdict as text and as JSON.
 */
@NullMarked
package dev.failoverlab.lab.report;

import org.jspecify.annotations.NullMarked;
