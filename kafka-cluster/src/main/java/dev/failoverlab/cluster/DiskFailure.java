package dev.failoverlab.cluster;

/** How a log directory fails. */
public enum DiskFailure {

	/** It has no space left: Kafka's periodic checkpoint writes fail. */
	FULL,

	/** It has disappeared. */
	GONE

}
