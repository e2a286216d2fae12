/**
 * The command line that judges a history file, alone or as a part of the lab's.
 */
@NullMarked
package dev.failoverlab.judge;

import org.jspecify.annotations.NullMarked;
