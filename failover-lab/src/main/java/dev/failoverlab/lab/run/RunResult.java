package dev.failoverlab.lab.run;

import dev.failoverlab.report.RunFiles;
import dev.failoverlab.verdict.Verdict;

/**
 * The result of a run.
 *
 * @param verdict the verdict on it
 * @param files its history and its reports
 */
public record RunResult(Verdict verdict, RunFiles files) {
}
