package dev.failoverlab.clients;

import java.util.List;

import dev.failoverlab.history.Event;

/** A file to which clients write what they do, while they do it. For one thread. */
public interface ClientLog {

	/** What was appended since the last call, as events of the run. */
	List<Event> next();

	/** From now on, new sends are left out, but not the outcomes of earlier ones. */
	void end();

	/**
	 * Whether it tells when things happened, and which consumer held what: without that,
	 * neither outages nor order can be judged.
	 */
	boolean hasTimes();

}
