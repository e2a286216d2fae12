package dev.failoverlab.junit;

/** What the tested code does while nodes fail. */
@FunctionalInterface
public interface Work {

	/**
	 * Does it once. Several threads call it at the same time.
	 * @param number a number that no other call of the run has, from 1
	 * @throws Exception when it fails, as it may while nodes are down
	 */
	void call(long number) throws Exception;

}
