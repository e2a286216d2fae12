/**
 * Emails sent at a fixed rate, through the service or a plain client, and what became of
 * each.
 */
@NullMarked
package dev.failoverlab.lab.load;

import org.jspecify.annotations.NullMarked;
