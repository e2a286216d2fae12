package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.verdict.Verdict;

/**
 * What a run left.
 *
 * @param verdict what is said of it
 * @param history the history file
 * @param report the report, as JSON
 * @param page the report, as HTML
 */
public record RunResult(Verdict verdict, Path history, Path report, Path page) {
}
