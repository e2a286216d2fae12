package dev.failoverlab.cluster.fault;

import dev.failoverlab.cluster.DiskFailure;

/** A disk that has disappeared. */
final class DiskGone extends DiskFault {

	DiskGone() {
		super("disk-gone", "One of several log directories disappears; in force once the broker reports it",
				new Phrases("lost disk", "has lost a disk", "is started again with its disk"), DiskFailure.GONE);
	}

}
