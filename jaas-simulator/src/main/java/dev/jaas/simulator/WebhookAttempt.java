// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

/**
 * One attempt of the simulator to deliver an event.
 *
 * @param eventType for example {@code PARTICIPANT_JOINED}
 * @param idempotencyKey the key of the event, the same in every attempt
 * @param attempt 1 for the first attempt of a delivery
 * @param status the endpoint's status, or 0 if there was no response
 */
public record WebhookAttempt(String eventType, String idempotencyKey, int attempt, int status) {

    /**
     * Whether the endpoint accepted the event; if not, it is sent again.
     *
     * @return whether the status is 2xx
     */
    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /**
     * Formats the attempt for a log.
     *
     * @return for example {@code PARTICIPANT_JOINED -> 401 (attempt 2)}
     */
    @Override
    public String toString() {
        return eventType + " -> " + (status == 0 ? "no response" : status)
                + (attempt == 1 ? "" : " (attempt " + attempt + ")");
    }
}
