package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * The log has two sends of one sender in the wrong order, within one transaction or not.
 * (Jepsen's names.)
 */
final class NonmonotonicSend extends Anomaly {

	private final boolean internal;

	NonmonotonicSend(boolean internal) {
		super(internal ? "int-nonmonotonic-send" : "nonmonotonic-send",
				internal ? "pair of neighbours in a transaction that is in the log in the wrong order"
						: "pair of neighbouring emails that is in the log in the wrong order",
				internal ? "pairs of neighbours in a transaction that are in the log in the wrong order"
						: "pairs of neighbouring emails that are in the log in the wrong order",
				"neighbours, in the order in which they were sent, among the sends of one process to one partition that"
						+ " did not fail and whose offset is known, "
						+ (internal ? "in one transaction" : "in two transactions or none")
						+ ", the later not at a higher offset. Where no acknowledgement tells the offset the scan does, if it"
						+ " holds the id at one place alone, and there",
				"Two emails of one sender are in the log in the wrong order."
						+ " Usually the first was retried while the second was in flight, without enable.idempotence;"
						+ " or a part of the log was truncated between the two.");
		this.internal = internal;
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " was sent to partition " + example.partition() + " at " + example.time(0)
				+ " and got offset " + example.offsets().get(0) + "; email " + example.id(1)
				+ " of the same sender came after it, at " + example.time(1) + ", and got offset "
				+ example.offsets().get(1) + ", which is not higher.";
	}

	@Override
	Stream<Example> find(Tables tables) {
		Map<Lane, Placed> last = new HashMap<>();
		return tables.sends().mapMulti((email, found) -> {
			Placed later = (email.outcome() != Event.Type.FAIL) ? Placed.of(tables, email) : null;
			Placed earlier = (later != null) ? last.put(new Lane(email.process, email.partition), later) : null;
			if (later != null && earlier != null) {
				compare(earlier, later, found);
			}
		});
	}

	private void compare(Placed earlier, Placed later, Consumer<Example> found) {
		Transaction transaction = later.email.transaction;
		boolean same = transaction != null && transaction == earlier.email.transaction;
		if (same == this.internal && later.offset <= earlier.offset) {
			found.accept(new Example(Example.ids(earlier.email, later.email), List.of(later.email.partition),
					List.of(earlier.offset, later.offset), List.of(earlier.email.invokedAt, later.email.invokedAt),
					List.of(earlier.email.invokeLine, earlier.line, later.email.invokeLine, later.line)));
		}
	}

	/** What one process sends to one partition. */
	private record Lane(String process, int partition) {
	}

	/**
	 * A send, and where it is.
	 *
	 * @param email the send
	 * @param offset where it is
	 * @param line the line that tells so
	 */
	private record Placed(Email email, long offset, long line) {

		static @Nullable Placed of(Tables tables, Email email) {
			if (email.offset != Email.UNKNOWN) {
				return new Placed(email, email.offset, email.completionLine);
			}
			List<Copy> copies = tables.logs().inScan(email).limit(2).toList();
			boolean known = copies.size() == 1 && copies.get(0).partition == email.partition;
			return known ? new Placed(email, copies.get(0).offset, copies.get(0).best().line()) : null;
		}

	}

}
