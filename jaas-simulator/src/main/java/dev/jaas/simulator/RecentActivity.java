package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.domain.ConferenceName;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest requests and webhooks, with their times, as the page lists them. Thread-safe. */
final class RecentActivity {

    private static final int MAX_ENTRIES = 50;
    private static final int MAX_PENDING_EVENTS = 1_000;

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
    private final Map<String, RoomSessions.Event> events = new LinkedHashMap<>();
    private long requestCount;
    private long deliveryCount;

    RecentActivity(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(ReceivedRequest request) {
        requests.addFirst(new Request(++requestCount, clock.instant(), request));
        limit(requests);
    }

    /** Adds an event, which an attempt to deliver it names by its key alone. */
    synchronized void add(RoomSessions.Event event) {
        events.put(event.key(), event);
        if (events.size() > MAX_PENDING_EVENTS) {
            events.remove(events.keySet().iterator().next());
        }
    }

    synchronized void add(WebhookAttempt attempt) {
        RoomSessions.Event event = events.get(attempt.idempotencyKey());
        String room = event == null ? "" : room(event);
        deliveries.addFirst(new Delivery(++deliveryCount, clock.instant(), room, attempt));
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
        events.clear();
        requestCount = 0;
        deliveryCount = 0;
    }

    private static void limit(Deque<?> newestFirst) {
        if (newestFirst.size() > MAX_ENTRIES) {
            newestFirst.removeLast();
        }
    }

    private static String room(RoomSessions.Event event) {
        try {
            Object fqn =
                    StrictJsonReader.readObject(event.json().getBytes(UTF_8)).get("fqn");
            return ConferenceName.parseFqn(String.valueOf(fqn)).room().value();
        } catch (IOException e) {
            throw new IllegalStateException("the simulator wrote an event that is not JSON", e);
        }
    }
}
