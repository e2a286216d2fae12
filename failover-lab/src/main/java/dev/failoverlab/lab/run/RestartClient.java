package dev.failoverlab.lab.run;

import java.util.List;

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.Phrases;
import dev.failoverlab.cluster.fault.ValueType;
import dev.failoverlab.cluster.fault.Values;

/** Takes a client service down and starts it again. It is found as a service. */
public final class RestartClient extends Fault {

	private static final Parameter<String> CLIENT = Parameter.required(TARGET,
			new ValueType.Word(List.of("consumer", "producer")), "The service; of several consumers the first.");

	/** What {@link java.util.ServiceLoader} calls. */
	public RestartClient() {
		super("restart-client", "A service is taken down and started again",
				new Phrases("restart of a client", "is down", "is started again"), Healing.ITSELF, CLIENT, WITH);
	}

	@Override
	public String description(String target, Values values) {
		return word() + " (" + values.get(WITH) + ") " + target;
	}

	/** Returns when the service can be used again. */
	void inflict(Traffic traffic, Values values, Runnable down) {
		traffic.restart(values.get(CLIENT), values.get(WITH), down);
	}

}
