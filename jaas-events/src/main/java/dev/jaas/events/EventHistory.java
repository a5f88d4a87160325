// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The most recent events by conference, in the order in which they arrived. Guarded by the lock of its owner. */
final class EventHistory {

    private final int maxEvents;
    private final Map<String, SeenEvent> byKey = new LinkedHashMap<>();
    private final Map<String, Deque<SeenEvent>> byConference = new HashMap<>();

    EventHistory(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** Adds an event; returns null if it was added before. */
    @Nullable
    SeenEvent add(String conference, ConferenceEvent event, Instant arrival) {
        SeenEvent seen = new SeenEvent(conference, event, arrival);
        if (byKey.putIfAbsent(event.idempotencyKey(), seen) != null) {
            return null;
        }
        byConference.computeIfAbsent(conference, name -> new ArrayDeque<>()).add(seen);
        if (byKey.size() > maxEvents) {
            removeEldest();
        }
        return seen;
    }

    Collection<SeenEvent> of(String conference) {
        Deque<SeenEvent> events = byConference.get(conference);
        return events == null ? List.of() : events;
    }

    void removeBefore(Instant limit) {
        while (!byKey.isEmpty() && byKey.values().iterator().next().arrival().isBefore(limit)) {
            removeEldest();
        }
    }

    /** The eldest of all is also the eldest of its conference. */
    private void removeEldest() {
        Iterator<SeenEvent> events = byKey.values().iterator();
        SeenEvent eldest = events.next();
        events.remove();
        byConference.computeIfPresent(eldest.conference(), (name, ofConference) -> {
            ofConference.remove();
            return ofConference.isEmpty() ? null : ofConference;
        });
    }
}
