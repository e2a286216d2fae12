package dev.failoverlab.lab.search;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.failoverlab.cluster.fault.Fault;

/**
 * One step of a schedule.
 *
 * @param after the time since the step before, as a file has it
 * @param fault the keys of a fault, or none when the step heals
 * @param target the key of the target; of a step that heals, what it heals
 */
record Move(String after, Map<String, String> fault, Map<String, String> target) {

	private static final String HEAL = "heal";

	private static final Map<String, String> ALL = Map.of(HEAL, "all");

	static Move inflict(String after, Map<String, String> fault, Map<String, String> target) {
		return new Move(after, fault, target);
	}

	/** Heals all, and waits until they are back. */
	static Move heal(String after) {
		return new Move(after, Map.of(), ALL);
	}

	/** Heals one of the nodes that have a fault, and does not wait for it. */
	static Move heal(String after, String node) {
		return new Move(after, Map.of(), Map.of(HEAL, node));
	}

	boolean heals() {
		return this.fault.isEmpty();
	}

	boolean healsAll() {
		return heals() && this.target.equals(ALL);
	}

	/** What is healed, or what the fault is inflicted on. */
	String object() {
		return this.target.getOrDefault(heals() ? HEAL : Fault.TARGET, this.fault.getOrDefault(Fault.TARGET, ""));
	}

	/** The keys of a step. */
	Map<String, String> keys(String due) {
		Map<String, String> keys = new LinkedHashMap<>();
		keys.put("after", due);
		keys.putAll(this.fault);
		keys.putAll(this.target);
		if (healsAll()) {
			keys.put("until-back", "true");
		}
		return keys;
	}

	@Override
	public String toString() {
		return heals() ? HEAL + (healsAll() ? "" : " " + object()) : this.fault.get("fault") + " " + object();
	}

}
