package dev.failoverlab.lab.cli;

import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.LabHome;

/**
 * What every command needs.
 *
 * @param home the project's folder
 * @param terminal where to write
 */
record LabContext(LabHome home, Terminal terminal) {
}
