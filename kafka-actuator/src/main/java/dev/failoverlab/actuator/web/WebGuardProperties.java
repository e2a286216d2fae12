package dev.failoverlab.actuator.web;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What holds for every request.
 *
 * @param enabled Whether requests are guarded at all: by their Host and Origin, by the
 * size and the time of their body, and with problem details for every error.
 * @param hosts Names by which the service is known, besides localhost and IP addresses,
 * which always pass. Without a port.
 * @param streams Paths whose handler reads the body itself, without blocking. They may
 * take as long as they like.
 * @param maxBody Largest body of a request, up to a few megabytes.
 * @param bodyTimeout Time from a request's head to the end of its body.
 * @param uploadMemory Memory for bodies that do not arrive at once. Each takes 8 KB and
 * its length.
 * @since 0.1.0
 */
@ConfigurationProperties("kafka-actuator.web")
public record WebGuardProperties(@DefaultValue("false") boolean enabled, @DefaultValue Set<String> hosts,
		@DefaultValue Set<String> streams, @DefaultValue("512KB") DataSize maxBody,
		@DefaultValue("20s") Duration bodyTimeout, @DefaultValue("32MB") DataSize uploadMemory) {

	public WebGuardProperties {
		hosts = Set.copyOf(hosts);
		streams = Set.copyOf(streams);
	}

}
