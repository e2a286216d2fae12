/**
 * What holds for every request: how large a body may be, and what an error looks like.
 */
@NullMarked
package dev.failoverlab.producer.web;

import org.jspecify.annotations.NullMarked;
