package dev.failoverlab.lab.search;

import java.nio.file.Path;

/**
 * A schedule that fails, as short as it could be made.
 *
 * @param broken the expectation that it does not meet
 * @param number the schedule that was drawn, from 1
 * @param steps what is left of it, in one line
 * @param length how many steps are left
 * @param plays how many runs the shrinking took
 * @param again whether the drawn schedule failed again when it was repeated
 * @param file the scenario
 * @param seed the seed of its run
 */
public record Finding(String broken, int number, String steps, int length, int plays, boolean again, Path file,
		long seed) {
}
