package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.JaasCommand;
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
 * CommandConfirmations confirmations = CommandConfirmations.create();
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
 * <p>Events that arrive before the command's response count, and repeated ones count once. An event that arrived before the command
 * was sent does not, nor does one that happened earlier by more than {@link #CLOCK_TOLERANCE} (the clocks are two) and arrived late. Room
 * names are compared in their {@linkplain dev.jaas.domain.RoomName#canonical() canonical form}. Two calls of one number in one conference
 * cannot be told apart: each answered call confirms the dial-out that has waited longest.
 *
 * <p>The last {@value #MAX_EVENTS} events that can confirm anything are kept for {@link #RETENTION}. Events of other processes are not
 * known here: pass each process the events of its commands, or all.
 *
 * <p>Thread-safe. Futures complete on the thread that calls {@link #onEvent}, on a timer's thread, or at once: a callback that blocks
 * belongs on an executor ({@code thenAcceptAsync}). Cancelling a future ends the wait.
 */
public final class CommandConfirmations implements AutoCloseable {

    /** How much earlier than the command an event may have happened, by 8x8's clock and this machine's. */
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
            // Before they complete: another event must not be offered to them.
            confirmed.keySet().forEach(this::remove);
        }
        confirmed.forEach((wait, confirmation) -> wait.future().complete(confirmation));
    }

    /**
     * Waits for the event that confirms an accepted command. Call it when the receipt arrives.
     *
     * @param receipt the receipt; the command counts as sent {@link CommandReceipt#elapsed()} and {@link #CLOCK_TOLERANCE} before now
     * @param within how long to wait from now, at most {@link #RETENTION}; zero to ask only what is known
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> confirm(CommandReceipt receipt, Duration within) {
        Instant sent = clock.instant().minus(receipt.elapsed()).minus(CLOCK_TOLERANCE);
        return find(receipt.command(), sent, new Object(), within);
    }

    /**
     * Waits for the event that confirms a command that is about to be sent. Call it just before {@code execute}; cancel the future if
     * the command fails.
     *
     * @param command the command
     * @param within how long to wait from now, at most {@link #RETENTION}
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> confirm(JaasCommand command, Duration within) {
        return find(command, clock.instant(), new Object(), within);
    }

    /**
     * Finds out what became of a command whose delivery is unknown, in particular a dial-out: a confirmation says that the callee has
     * answered and joined. Without one, the phone may have rung unanswered, or may still ring: wait for longer than a phone rings.
     * Asked again for the same command and time, it gives the same event.
     *
     * @param command the command of the {@link dev.jaas.api.DeliveryUnknownException}
     * @param sent when the command was sent, by this machine's clock, or a moment before
     * @param within how long to wait from now, at most {@link #RETENTION}; zero to ask only what is known
     * @return completes with the confirmation, never exceptionally
     * @throws IllegalArgumentException if the time is negative or too long
     * @throws IllegalStateException if this is closed, or {@link #MAX_WAITING} commands wait already
     */
    public CompletableFuture<Confirmation> outcome(JaasCommand command, Instant sent, Duration within) {
        return find(command, requireNonNull(sent, "sent"), sent, within);
    }

    /**
     * Waits for the end of an answered call: {@link TelephoneEvent.DialOutEnded} of the same participant, or the end of the meeting.
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

    private CompletableFuture<Confirmation> find(JaasCommand command, Instant sent, Object claimant, Duration within) {
        return Wait.of(command, sent, claimant)
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
