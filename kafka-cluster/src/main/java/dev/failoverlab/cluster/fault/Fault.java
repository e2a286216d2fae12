package dev.failoverlab.cluster.fault;

import java.util.List;
import java.util.Set;

import dev.failoverlab.cluster.Capability;

/**
 * One kind of fault. Its class is the only place that describes it: to add a fault, write
 * a class and list it in {@link Faults}. Scenarios, schema, commands, web endpoint and
 * documentation are derived from it. Most faults are a {@link NodeFault}.
 */
public abstract class Fault {

	/** The key of the target. */
	public static final String TARGET = "target";

	/** How a node or service is taken down before it is started again. */
	protected static final Parameter<String> WITH = Parameter.required("with",
			new ValueType.Word(List.of("kill", "stop")), "How it is taken down.");

	private final String word;

	private final String sentence;

	private final Phrases phrases;

	private final Healing healing;

	private final List<Parameter<?>> parameters;

	/**
	 * Describes a fault.
	 * @param word its word in scenarios, commands and histories
	 * @param sentence what is done, for people
	 * @param phrases its wording in reports
	 * @param healing how it is healed
	 * @param parameters its keys besides the target
	 */
	protected Fault(String word, String sentence, Phrases phrases, Healing healing, Parameter<?>... parameters) {
		this.word = word;
		this.sentence = sentence;
		this.phrases = phrases;
		this.healing = healing;
		this.parameters = List.of(parameters);
	}

	/**
	 * Its word in scenarios, commands and histories, for example {@code disk-full}.
	 */
	public final String word() {
		return this.word;
	}

	/** What is done: a sentence without a full stop. */
	public final String sentence() {
		return this.sentence;
	}

	public final Phrases phrases() {
		return this.phrases;
	}

	public final Healing healing() {
		return this.healing;
	}

	/** Its keys besides the target, in the order in which they are documented. */
	public final List<Parameter<?>> parameters() {
		return this.parameters;
	}

	/** The capabilities that a cluster must have. */
	public Set<Capability> needs() {
		return Set.of();
	}

	/** Whether an affected node has no running process while the fault is in force. */
	public boolean stopsProcess() {
		return false;
	}

	/** Whether it is planned work, which leaves its nodes working. */
	public boolean isPlanned() {
		return false;
	}

	/**
	 * Checks the values together.
	 * @param values the values, each already valid alone
	 * @throws IllegalArgumentException when they do not make sense together
	 */
	public void check(Values values) {
		this.parameters.forEach(values::get);
	}

	/**
	 * What is done, in one line.
	 * @param target the target, for example {@code leader of email.send-0}
	 * @param values the values of its parameters
	 * @return for example {@code kill leader of email.send-0}
	 */
	public String description(String target, Values values) {
		String detail = detail(values);
		return this.word + " " + target + (detail.isEmpty() ? "" : " (" + detail + ")");
	}

	/**
	 * What the values of its parameters mean.
	 * @return for example {@code 100 ms later, 5 % lost}, or an empty string
	 */
	public String detail(Values values) {
		return "";
	}

	@Override
	public final String toString() {
		return this.word;
	}

}
