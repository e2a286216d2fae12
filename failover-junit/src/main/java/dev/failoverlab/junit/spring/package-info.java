/** Connects an app of Spring Boot under test, and has its clients witnessed. */
@NullMarked
package dev.failoverlab.junit.spring;

import org.jspecify.annotations.NullMarked;
