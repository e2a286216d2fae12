/**
 * The command line.
 */
@NullMarked
package dev.failoverlab.lab.cli;

import org.jspecify.annotations.NullMarked;
