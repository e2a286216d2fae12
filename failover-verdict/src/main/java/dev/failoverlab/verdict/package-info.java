/**
 * Checks, each a pure function of a history, and the verdict they add up to.
 */
@NullMarked
package dev.failoverlab.verdict;

import org.jspecify.annotations.NullMarked;
