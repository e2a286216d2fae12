package dev.failoverlab.cluster.fault;

/** Planned work: each node is restarted, as for a new version or a new setting. */
final class RollingRestart extends RestartFault {

	RollingRestart() {
		super("rolling-restart",
				"The nodes are taken down and started again, one after the other; each rejoins every ISR before "
						+ "the next one's turn",
				new Phrases("restart", "is down", "is started again"), WITH);
	}

	@Override
	public boolean isOneByOne() {
		return true;
	}

	@Override
	public String detail(Values values) {
		return values.get(WITH);
	}

}
