package dev.failoverlab.lab.search;

import java.util.OptionalInt;

/**
 * How far a search goes.
 *
 * @param faults how many faults it inflicts, or a few more
 * @param down the most nodes that have a fault at the same time; by default as the file
 * of the search has it
 * @param findings after how many findings it ends
 * @param tries how many times a shorter schedule is played before it counts as one that
 * does not fail
 * @param plays the most runs that a finding is shrunk with; 0 not to shrink any
 * @param oneCluster whether it ends with its first cluster
 */
public record Limits(int faults, OptionalInt down, int findings, int tries, int plays, boolean oneCluster) {

	/** Plays this many faults on one cluster, up to the first schedule that fails. */
	public static Limits soak(int faults, OptionalInt down) {
		return new Limits(faults, down, 1, 0, 0, true);
	}

}
