package dev.failoverlab.samples.orders;

/**
 * An order.
 *
 * @param id its number, which no other order has
 * @param customer who ordered
 * @param article what was ordered
 * @param quantity how many
 */
public record Order(String id, String customer, String article, int quantity) {
}
