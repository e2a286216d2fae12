/**
 * Claims put to the test: experiments, the fault matrix, and the pages that tell what was
 * seen.
 */
@NullMarked
package dev.failoverlab.lab.experiment;

import org.jspecify.annotations.NullMarked;
