// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

/**
 * How unreliably a simulator delivers events. Each event is lost, repeated or delayed by chance, and the chance can be reproduced by
 * the seed. Immutable.
 *
 * <p>JaaS documents that an event may arrive repeatedly and that events may arrive in any order. An event is lost when an endpoint
 * cannot be reached for long, or fails after it responded.
 */
public final class WebhookFaults {

    private static final WebhookFaults NONE = new WebhookFaults(0, 0, 0, 1);

    final int lost;
    final int repeated;
    final int reordered;
    final long seed;

    private WebhookFaults(int lost, int repeated, int reordered, long seed) {
        this.lost = lost;
        this.repeated = repeated;
        this.reordered = reordered;
        this.seed = seed;
    }

    /**
     * Every event is delivered once, in the order in which they happened.
     *
     * @return the default
     */
    public static WebhookFaults none() {
        return NONE;
    }

    /**
     * Loses events: they are never sent.
     *
     * @param percent how many of a hundred, 0 to 100
     * @return these faults with that
     * @throws IllegalArgumentException if it is out of range
     */
    public WebhookFaults lose(int percent) {
        return new WebhookFaults(checked(percent), repeated, reordered, seed);
    }

    /**
     * Delivers events twice, with the same idempotency key, although the endpoint accepted the first.
     *
     * @param percent how many of a hundred, 0 to 100
     * @return these faults with that
     * @throws IllegalArgumentException if it is out of range
     */
    public WebhookFaults repeat(int percent) {
        return new WebhookFaults(lost, checked(percent), reordered, seed);
    }

    /**
     * Delays deliveries by up to half a second, so that later events overtake them.
     *
     * @param percent how many of a hundred, 0 to 100
     * @return these faults with that
     * @throws IllegalArgumentException if it is out of range
     */
    public WebhookFaults reorder(int percent) {
        return new WebhookFaults(lost, repeated, checked(percent), seed);
    }

    /**
     * Sets the seed of the chance.
     *
     * @param number any number, by default 1
     * @return these faults with that
     */
    public WebhookFaults seed(long number) {
        return new WebhookFaults(lost, repeated, reordered, number);
    }

    private static int checked(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("A percentage must be from 0 to 100, not " + percent + ".");
        }
        return percent;
    }
}
