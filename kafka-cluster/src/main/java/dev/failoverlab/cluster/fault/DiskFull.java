package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.DiskFailure;

/** A disk with no space left. */
final class DiskFull extends DiskFault {

	DiskFull() {
		super("disk-full", "One of several log directories has no space left; in force once the broker reports it",
				new Phrases("full disk", "has a full disk", "is started again with a repaired disk"), DiskFailure.FULL);
	}

}
