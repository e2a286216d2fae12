/**
 * What clients write down of their sends and deliveries while a run is played, made a
 * part of its history.
 */
@NullMarked
package dev.failoverlab.clients;

import org.jspecify.annotations.NullMarked;
