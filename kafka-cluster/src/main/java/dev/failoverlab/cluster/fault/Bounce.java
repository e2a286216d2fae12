package dev.failoverlab.cluster.fault;

/** Takes a node down and starts it again, one or more times. */
final class Bounce extends RestartFault {

	private static final Parameter<Integer> TIMES = Parameter.optional("times", new ValueType.Whole(1, 1_000), 1,
			"How many times; the target is resolved again each time.");

	Bounce() {
		super("bounce", "The node is taken down and started again; it rejoins every ISR before the next time",
				new Phrases("bounce", "is down", "is started again"), WITH, TIMES);
	}

	@Override
	public int times(Values values) {
		return values.get(TIMES);
	}

	@Override
	public String description(String target, Values values) {
		return word() + " (" + values.get(WITH) + ") " + target + ", " + times(values) + " times";
	}

}
