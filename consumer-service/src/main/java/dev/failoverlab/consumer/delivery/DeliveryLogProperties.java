package dev.failoverlab.consumer.delivery;

import java.nio.file.Path;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the delivery log is kept.
 *
 * @param file the delivery log, one JSON object a line; a relative path starts at the
 * working directory, and folders on the way are made. One process at a time may hold it
 * @param rememberedIds for how many of the ids handled last the number of deliveries is
 * known exactly (some 150 bytes of memory each); an id not among them counts as new
 */
@Validated
@ConfigurationProperties("consumer.account")
record DeliveryLogProperties(Path file, @Positive int rememberedIds) {
}
