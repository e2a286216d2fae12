package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/** A record was delivered more often than the group's limit allows. */
final class DeliveryBeyondLimit extends Anomaly {

	DeliveryBeyondLimit() {
		super("delivery-beyond-limit", "delivery beyond the limit of the share group",
				"deliveries beyond the limit of the share group",
				"deliveries of a share group with a delivery count, which is Kafka's, above"
						+ " `group.share.delivery.count.limit`, as the nodes report it (the event `config`)",
				"Kafka gives up a record of a share group after a number of deliveries. This one was delivered more often.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + example.place() + " was delivered at " + example.time(0)
				+ ", which was more often than the limit allows.";
	}

	@Override
	boolean appliesTo(Tables tables) {
		return tables.isShared();
	}

	@Override
	@Nullable String unknownBecause(Tables tables) {
		return (tables.share().limit() == null) ? "the limit is not known" : null;
	}

	@Override
	Stream<Example> find(Tables tables) {
		Long limit = tables.share().limit();
		return tables.share()
			.acquisitions()
			.filter((each) -> limit != null && each.record.deliveries() > limit)
			.map(Acquisition::example);
	}

}
