package dev.failoverlab.lab.load;

import java.util.List;

/** Creates the emails for one partition. For use by one thread. */
final class Emails {

	private final String prefix;

	private final int partition;

	private final List<String> recipients;

	private final String body;

	private int made;

	Emails(String prefix, int partition, int partitions, Load load) {
		this.prefix = prefix;
		this.partition = partition;
		this.recipients = Recipients.leadingTo(partition, partitions, load.keys());
		this.body = "x".repeat(load.bodyBytes());
	}

	Email next() {
		this.made++;
		String to = this.recipients.get(this.made % this.recipients.size());
		return new Email(this.prefix + this.partition + "-" + this.made, "lab@example.com", to, "Email " + this.made,
				this.body);
	}

}
