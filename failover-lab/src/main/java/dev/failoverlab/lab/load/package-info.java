/**
 * Sends emails at a fixed rate, through the service or with a plain client, and records
 * the outcome of each.
 */
@NullMarked
package dev.failoverlab.lab.load;

import org.jspecify.annotations.NullMarked;
