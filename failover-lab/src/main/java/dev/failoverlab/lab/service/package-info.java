/**
 * The two services as processes, and the conversation with them.
 */
@NullMarked
package dev.failoverlab.lab.service;

import org.jspecify.annotations.NullMarked;
