/**
 * Asks every node repeatedly about leaders and the quorum, and records changes in the
 * history.
 */
@NullMarked
package dev.failoverlab.watch;

import org.jspecify.annotations.NullMarked;
