package dev.failoverlab.lab.web;

/** Where the lab runs, and so what its users type. */
public enum Site {

	/** A process that {@code ./lab} has started. */
	MACHINE("`./lab up` keeps it in .lab/up.json; send it as \"Authorization: Bearer TOKEN\", or open the page by the"
			+ " link that `./lab up` prints."),

	/**
	 * A container of {@code docker-compose.yml}, where no other cluster can be started.
	 */
	CONTAINER(
			"Open the page by the link that `docker compose exec lab cat /tmp/link` prints, or send the token in it as"
					+ " \"Authorization: Bearer TOKEN\".");

	private final String tokenHint;

	Site(String tokenHint) {
		this.tokenHint = tokenHint;
	}

	PageView page() {
		return (this == MACHINE) ? PageView.LAB : PageView.COMPOSE;
	}

	/** Where the token is, as a sentence. */
	String tokenHint() {
		return this.tokenHint;
	}

	/** Whether runs can start clusters. */
	boolean hasRuns() {
		return this == MACHINE;
	}

}
