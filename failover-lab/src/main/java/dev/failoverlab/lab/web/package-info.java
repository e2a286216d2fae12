/**
 * The lab as a running web application: broker actions behind a token.
 */
@NullMarked
package dev.failoverlab.lab.web;

import org.jspecify.annotations.NullMarked;
