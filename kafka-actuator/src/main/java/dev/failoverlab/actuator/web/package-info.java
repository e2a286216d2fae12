/**
 * What holds for every request to a small service on Tomcat: who may ask, how a body is
 * read, and what an error looks like.
 */
@NullMarked
package dev.failoverlab.actuator.web;

import org.jspecify.annotations.NullMarked;
