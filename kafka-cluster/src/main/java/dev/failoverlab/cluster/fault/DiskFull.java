package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.DiskFailure;

/** A disk with no space left. */
final class DiskFull extends DiskFault {

	DiskFull() {
		super("disk-full", "One of several log directories has no space left; in force when the broker reports it",
				new Phrases("full disk", "has a disk with no room left", "is started again with a good disk"),
				DiskFailure.FULL);
	}

}
