// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests and webhooks, with their times, as the page lists them. Thread-safe. */
final class RecentActivity {

    private static final int MAX_ENTRIES = 50;

    /**
     * A request that was received.
     *
     * @param number 1 for the first one since the start or the last reset
     * @param time when its response was decided
     * @param request the request
     */
    record Request(long number, Instant time, ReceivedRequest request) {}

    /**
     * An attempt to deliver an event.
     *
     * @param number 1 for the first one since the start or the last reset
     * @param time when it ended
     * @param room the name of the room that the event concerns
     * @param attempt the attempt
     */
    record Delivery(long number, Instant time, String room, WebhookAttempt attempt) {}

    private final Clock clock;

    // Guarded by this.
    private final Deque<Request> requests = new ArrayDeque<>();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private long requestCount;
    private long deliveryCount;

    RecentActivity(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(ReceivedRequest request) {
        requests.addFirst(new Request(++requestCount, clock.instant(), request));
        limit(requests);
    }

    synchronized void add(RoomSessions.Event event, WebhookAttempt attempt) {
        deliveries.addFirst(new Delivery(++deliveryCount, clock.instant(), event.room(), attempt));
        limit(deliveries);
    }

    /** The latest requests, the newest first. */
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The latest attempts to deliver events, the newest first. */
    synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized void clear() {
        requests.clear();
        deliveries.clear();
        requestCount = 0;
        deliveryCount = 0;
    }

    private static void limit(Deque<?> newestFirst) {
        if (newestFirst.size() > MAX_ENTRIES) {
            newestFirst.removeLast();
        }
    }
}
