package dev.failoverlab.cluster.fault;

import java.util.List;
import java.util.Set;

import dev.failoverlab.cluster.Capability;

/**
 * One kind of fault. Its class is the only place that knows it: add one, list it in
 * {@link Faults}, and scenarios, schema, commands, web endpoint and documentation have
 * it. Most are a {@link NodeFault}.
 */
public abstract class Fault {

	/** The key that says what a fault is inflicted on. */
	public static final String TARGET = "target";

	/** How something is taken down that is started again. */
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
	 * @param phrases how people are told of it
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
	 * Its word in scenarios, commands and histories.
	 * @return for example {@code disk-full}
	 */
	public final String word() {
		return this.word;
	}

	/**
	 * What is done.
	 * @return a sentence without its full stop
	 */
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

	/** What a cluster must be capable of. */
	public Set<Capability> needs() {
		return Set.of();
	}

	/** Whether a node that it hits has no process that runs while it is in force. */
	public boolean stopsProcess() {
		return false;
	}

	/**
	 * Makes sure that values make sense together.
	 * @param values the values, each right in itself
	 * @throws IllegalArgumentException when they do not
	 */
	public void check(Values values) {
		this.parameters.forEach(values::get);
	}

	/**
	 * What is done, in a line.
	 * @param target the target, for example {@code leader of email.send-0}
	 * @param values the values of its parameters
	 * @return for example {@code kill leader of email.send-0}
	 */
	public String inWords(String target, Values values) {
		String detail = detail(values);
		return this.word + " " + target + (detail.isEmpty() ? "" : " (" + detail + ")");
	}

	/**
	 * What the values of its parameters mean.
	 * @param values the values
	 * @return for example {@code 100 ms later, 5 % lost}; empty text for nothing
	 */
	public String detail(Values values) {
		return "";
	}

	@Override
	public final String toString() {
		return this.word;
	}

}
