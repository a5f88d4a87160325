// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.events.DialOutId.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the event that shows that a command has taken effect. A receipt says only that JaaS accepted the command; a
 * {@link dev.jaas.api.DeliveryUnknownException} not even that.
 *
 * <pre>{@code
 * CommandConfirmations confirmations = CommandConfirmations.create(); // one for the process; close it at the end
 * confirmations.onEvent(event);    // each event of the webhook endpoint
 *
 * jaas.kick(conference, participant)
 *         .thenCompose(receipt -> confirmations.confirm(receipt, Duration.ofSeconds(10)))
 * }</pre>
 *
 * <table>
 * <caption>What confirms a command</caption>
 * <tr><th scope="col">command</th><th scope="col">event</th></tr>
 * <tr><td>kick</td><td>{@link ParticipantEvent.Left} of that participant with the reason {@code KICKED}</td></tr>
 * <tr><td>dial-out</td><td>{@link TelephoneEvent.DialOutStarted} with that number: the callee has answered and joined; see also
 *     {@link #confirmEnd}</td></tr>
 * <tr><td>hang-up</td><td>{@link ParticipantEvent.Left} with the reason {@code KICKED}, or {@link TelephoneEvent.DialOutEnded}, of the
 *     participant that {@link TelephoneEvent.DialOutStarted} named for that number; none for a phone that still rings</td></tr>
 * <tr><td>destroy room</td><td>{@link RoomEvent.Destroyed} of that room, not of a breakout room</td></tr>
 * <tr><td>ban</td><td>none: {@link Confirmation.Outcome#NOT_CONFIRMABLE} at once</td></tr>
 * </table>
 *
 * <p>An event confirms a command only if it did not arrive before the command was sent, by this machine's clock, and did not happen
 * more than {@link #CLOCK_TOLERANCE} before that, by 8x8's clock. So an event that arrives before the command's response counts. Of a
 * hang-up, the start of the call may be older. An event that arrives repeatedly counts once, as of its first arrival. Room names are
 * compared in their {@linkplain dev.jaas.domain.RoomName#canonical() canonical form}. Two calls of one number in one conference cannot be
 * told apart: each answered call confirms the dial-out that has waited longest.
 *
 * <p>The last {@value #MAX_EVENTS} events that can confirm anything are kept for {@link #RETENTION}. Events of other processes are not
 * known here: pass each process the events of its commands, or all.
 *
 * <p>Thread-safe. Futures complete on the thread that calls {@link #onEvent}, on a timer's thread, or at once: a callback that blocks
 * belongs on an executor ({@code thenAcceptAsync}). Cancelling a future ends the wait.
 */
public final class CommandConfirmations implements AutoCloseable {

    /** How much earlier than the command an event may have happened: its time is by 8x8's clock, the command's by this machine's. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /** How long events are kept, and the longest wait. */
    public static final Duration RETENTION = Duration.ofHours(24);

    /** How many events are kept. */
    public static final int MAX_EVENTS = 10_000;

    /** How many commands can wait at the same time. */
    public static final int MAX_WAITING = 10_000;

    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;

    /** Guards everything below and what it contains. No future is completed while it is held. */
    private final Object lock = new Object();

    private final EventHistory history = new EventHistory(MAX_EVENTS);
    private final Map<String, Set<Wait>> waiting = new HashMap<>();
    private int waitingCount;
    private boolean closed;

    CommandConfirmations(Clock clock) {
        this.clock = clock;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "jaas-confirmations");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /**
     * Creates confirmations that know no event yet.
     *
     * @return the confirmations, to be closed by the caller
     */
    public static CommandConfirmations create() {
        return new CommandConfirmations(Clock.systemUTC());
    }

    /**
     * Takes an event. Repeated events and events that confirm nothing are ignored.
     *
     * @param event any event
     */
    public void onEvent(JaasEvent event) {
        if (!(event instanceof ConferenceEvent relevant) || !EventMatcher.isRelevant(relevant)) {
            return;
        }
        Map<Wait, Confirmation> confirmed = new HashMap<>();
        synchronized (lock) {
            Instant now = clock.instant();
            history.removeBefore(now.minus(RETENTION));
            String conference = Wait.keyOf(relevant.conference());
            SeenEvent seen = history.add(conference, relevant, now);
            if (seen == null) {
                return;
            }
            for (Wait wait : waiting.getOrDefault(conference, Set.of())) {
                ConferenceEvent found = wait.matcher().offer(seen);
                if (found != null) {
                    confirmed.put(wait, Confirmation.by(found));
                }
            }
            seen.markOffered();
            // Before they complete: another event must not be offered to them.
            confirmed.keySet().forEach(this::remove);
        }
        confirmed.forEach((wait, confirmation) -> wait.future().complete(confirmation));
    }

    /**
     * Waits for the event that confirms an accepted command. Call it at once when the receipt arrives: the command counts as sent
     * {@link CommandReceipt#elapsed()} before this call, so after a delay an event that arrived early is missed. Where the call may be
     * delayed, use {@link #outcome} with the time of sending.
     *
     * @param receipt the receipt
     * @param within how long to wait from now, at most {@link #RETENTION}; zero to ask only what is known
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> confirm(CommandReceipt receipt, Duration within) {
        return find(
                receipt.command(),
                new DialOutId(clock.instant().minus(receipt.elapsed()), Call.CONFIRM_RECEIPT),
                within);
    }

    /**
     * Waits for the event that confirms a command that is about to be sent. Call it just before {@code execute}. Cancel the future if
     * the command had no effect for certain. After a {@link dev.jaas.api.DeliveryUnknownException} keep it: its result is the outcome.
     * {@link #outcome} with the time of sending gives the same.
     *
     * @param command the command
     * @param within how long to wait from now, at most {@link #RETENTION}
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> confirm(JaasCommand command, Duration within) {
        return find(command, new DialOutId(clock.instant(), Call.CONFIRM_COMMAND), within);
    }

    /**
     * Finds the event that confirms a command whose time of sending is known, accepted or not. After a
     * {@link dev.jaas.api.DeliveryUnknownException} of a dial-out, a confirmation says that the callee has answered and joined. Without
     * one, the phone may have rung unanswered, or may still ring: wait for longer than a phone rings. Asked again for the same command
     * and time, it gives the same event.
     *
     * @param command the command
     * @param sent when the command was sent, by this machine's clock, or a moment before; for equal dial-outs give different times,
     *     or the event of one is taken for that of the other
     * @param within how long to wait from now, at most {@link #RETENTION}; zero to ask only what is known
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> outcome(JaasCommand command, Instant sent, Duration within) {
        return find(command, new DialOutId(requireNonNull(sent, "the sent is null"), Call.OUTCOME), within);
    }

    /**
     * Waits for the end of an answered call: {@link TelephoneEvent.DialOutEnded} of the same participant, whenever it arrived, or the
     * end of the meeting, unless that happened before the call was answered.
     *
     * @param call the event that confirmed the dial-out
     * @param within how long to wait from now, at most {@link #RETENTION}; zero to ask only what is known
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> confirmEnd(TelephoneEvent.DialOutStarted call, Duration within) {
        return await(new Wait(call.conference(), EventMatcher.endOf(call)), within);
    }

    /** Ends every wait as {@link Confirmation.Outcome#UNCONFIRMED}. */
    @Override
    public void close() {
        List<Wait> ended = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            waiting.values().forEach(ended::addAll);
        }
        timer.shutdownNow();
        ended.forEach(CommandConfirmations::expire);
    }

    private CompletableFuture<Confirmation> find(JaasCommand command, DialOutId sending, Duration within) {
        return Wait.of(command, sending)
                .map(wait -> await(wait, within))
                .orElseGet(() -> CompletableFuture.completedFuture(Confirmation.NOT_CONFIRMABLE));
    }

    private CompletableFuture<Confirmation> await(Wait wait, Duration within) {
        if (within.isNegative() || within.compareTo(RETENTION) > 0) {
            throw new IllegalArgumentException("within must be 0 to " + RETENTION + ", not " + within + ".");
        }
        Future<?> timeout;
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("The confirmations are closed.");
            }
            ConferenceEvent known = findKnown(wait);
            if (known != null) {
                return CompletableFuture.completedFuture(Confirmation.by(known));
            }
            if (within.isZero()) {
                return CompletableFuture.completedFuture(Confirmation.UNCONFIRMED);
            }
            if (waitingCount >= MAX_WAITING) {
                throw new IllegalStateException(
                        MAX_WAITING + " commands wait for confirmation already; wait for shorter times.");
            }
            waiting.computeIfAbsent(wait.conference(), name -> new LinkedHashSet<>())
                    .add(wait);
            waitingCount++;
            timeout = timer.schedule(() -> expire(wait), within.toNanos(), TimeUnit.NANOSECONDS);
        }
        wait.future().whenComplete((confirmation, cancelled) -> {
            timeout.cancel(false);
            synchronized (lock) {
                remove(wait);
            }
        });
        return wait.future();
    }

    private static void expire(Wait wait) {
        wait.future().complete(Confirmation.UNCONFIRMED);
    }

    private @Nullable ConferenceEvent findKnown(Wait wait) {
        for (SeenEvent seen : history.of(wait.conference())) {
            ConferenceEvent found = wait.matcher().offer(seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void remove(Wait wait) {
        Set<Wait> ofConference = waiting.get(wait.conference());
        if (ofConference != null && ofConference.remove(wait)) {
            waitingCount--;
            if (ofConference.isEmpty()) {
                waiting.remove(wait.conference());
            }
        }
    }
}
