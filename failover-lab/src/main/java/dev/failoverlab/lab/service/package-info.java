/** The two services as processes, and the HTTP client that talks to them. */
@NullMarked
package dev.failoverlab.lab.service;

import org.jspecify.annotations.NullMarked;
