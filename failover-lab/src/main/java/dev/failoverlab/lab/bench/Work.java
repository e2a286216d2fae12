package dev.failoverlab.lab.bench;

import dev.failoverlab.report.Format;

/**
 * What is done, the same for all that are compared.
 *
 * @param perSecond the rate at which records should be sent; 0 for as fast as possible
 */
public record Work(String text, int perSecond) {

	/** A short round never has exactly its rate. */
	private static final double NEARLY = 0.95;

	static Work of(String text) {
		return new Work(text, 0);
	}

	static Work connections(int count) {
		return of("single sends, " + Format.count(count, "connection"));
	}

	static Work rate(int perSecond) {
		return new Work("single sends, " + perSecond + "/s", perSecond);
	}

	boolean isReachedAt(double perSecond) {
		return perSecond >= NEARLY * this.perSecond;
	}

}
