package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;

/**
 * A record was delivered again for one cause. Only without a cause is it wrong: a share
 * group delivers at least once.
 */
final class Redelivery extends Anomaly {

	private final RedeliveryCause cause;

	Redelivery(RedeliveryCause cause) {
		super(cause.word(), "delivery again: " + cause.reason(), "deliveries again: " + cause.reason(),
				"deliveries of a share group after another one of the same record that is no `lost-acknowledgement`: "
						+ cause.definition(),
				cause.explanation());
		this.cause = cause;
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + example.place() + " was delivered at " + example.time(0) + " and again at "
				+ example.time(1) + ": " + this.cause.reason() + ".";
	}

	@Override
	boolean appliesTo(Tables tables) {
		return tables.isShared();
	}

	/** What is to be expected needs no more than an idea of it. */
	@Override
	int examples() {
		return (this.cause == RedeliveryCause.UNEXPLAINED) ? super.examples() : 2;
	}

	/** More history can still tell of a cause. */
	@Override
	boolean isProof() {
		return this.cause != RedeliveryCause.UNEXPLAINED;
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.share()
			.redeliveries()
			.filter((pair) -> !pair.isLost())
			.filter((pair) -> RedeliveryCause.of(pair, tables.share()) == this.cause)
			.map((pair) -> pair.before().example(pair.again()));
	}

}
