/**
 * A verdict as text and as JSON.
 */
@NullMarked
package dev.failoverlab.report;

import org.jspecify.annotations.NullMarked;
