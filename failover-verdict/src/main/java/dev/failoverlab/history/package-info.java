/**
 * One append-only history of all that happened in a run, and the file it is kept in.
 */
@NullMarked
package dev.failoverlab.history;

import org.jspecify.annotations.NullMarked;
