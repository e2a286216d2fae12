/**
 * What all rooms of the lab share: the one exception.
 */
@NullMarked
package dev.failoverlab.lab;

import org.jspecify.annotations.NullMarked;
