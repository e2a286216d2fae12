/**
 * Every node asked, over and over, what it knows of leaders and the quorum; changes
 * become history.
 */
@NullMarked
package dev.failoverlab.lab.watch;

import org.jspecify.annotations.NullMarked;
