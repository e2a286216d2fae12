/**
 * The commands.
 */
@NullMarked
package dev.failoverlab.lab.cli;

import org.jspecify.annotations.NullMarked;
