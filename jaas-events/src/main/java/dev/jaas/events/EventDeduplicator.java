// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import java.time.Duration;

/**
 * Remembers the idempotency keys of events, so that an event that JaaS delivers repeatedly is processed once.
 *
 * <pre>{@code
 * if (deduplicator.firstSeen(event)) {
 *     try {
 *         process(event);
 *     } catch (RuntimeException e) {
 *         deduplicator.forget(event); // and respond with 500, so that JaaS delivers it again
 *         throw e;
 *     }
 * }
 * }</pre>
 *
 * <p>Implement it on a database if several processes receive events, or if they must survive a restart. Implementations are
 * thread-safe: of several threads with the same key, exactly one is told that it is the first.
 */
public interface EventDeduplicator {

    /**
     * Records a key.
     *
     * @param idempotencyKey the key of an event, at most 128 characters
     * @return whether it was not recorded yet
     */
    boolean firstSeen(String idempotencyKey);

    /**
     * Removes a key, because its event could not be processed and is to be delivered again.
     *
     * @param idempotencyKey the key of an event; nothing happens if it is not recorded
     */
    void forget(String idempotencyKey);

    /**
     * Records the key of an event.
     *
     * @param event an event
     * @return whether it was not recorded yet; always true for an event without a key
     */
    default boolean firstSeen(JaasEvent event) {
        String key = event.idempotencyKey();
        return key == null || firstSeen(key);
    }

    /**
     * Removes the key of an event, because it could not be processed and is to be delivered again.
     *
     * @param event an event
     */
    default void forget(JaasEvent event) {
        String key = event.idempotencyKey();
        if (key != null) {
            forget(key);
        }
    }

    /**
     * Remembers keys in memory, the most recent ones.
     *
     * @param maxEvents how many, at least 1; each takes about 200 bytes
     * @param retention for how long; JaaS does not document for how long it repeats an event
     * @return the deduplicator
     * @throws IllegalArgumentException if either is not positive
     */
    static EventDeduplicator inMemory(int maxEvents, Duration retention) {
        return new InMemoryDeduplicator(maxEvents, retention, System::nanoTime);
    }
}
