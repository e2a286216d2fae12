package dev.failoverlab.lab.load;

import java.util.List;

/** Makes the emails for one partition, one after the other. Used by one thread. */
final class Emails {

	private static final int RECIPIENTS = 20;

	private final String prefix;

	private final int partition;

	private final List<String> recipients;

	private final String body;

	private int made;

	Emails(String prefix, int partition, int partitions, int bodyBytes) {
		this.prefix = prefix;
		this.partition = partition;
		this.recipients = Recipients.leadingTo(partition, partitions, RECIPIENTS);
		this.body = "x".repeat(bodyBytes);
	}

	Email next() {
		this.made++;
		String to = this.recipients.get(this.made % RECIPIENTS);
		return new Email(this.prefix + this.partition + "-" + this.made, "lab@example.com", to, "Email " + this.made,
				this.body);
	}

}
