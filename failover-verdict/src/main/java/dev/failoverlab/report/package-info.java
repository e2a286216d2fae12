/**
 * Reports of a verdict: text, JSON, JUnit and HTML; and how tables, colours, numbers and
 * times look in all of them and in a terminal.
 */
@NullMarked
package dev.failoverlab.report;

import org.jspecify.annotations.NullMarked;
