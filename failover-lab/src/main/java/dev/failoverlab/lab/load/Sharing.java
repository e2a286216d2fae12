package dev.failoverlab.lab.load;

import java.time.Duration;

/**
 * A share group that reads the emails.
 *
 * @param members how many members it has, 1 to 100
 * @param handling how long a member takes for what it is handed at once
 */
public record Sharing(int members, Duration handling) {
}
