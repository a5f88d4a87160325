package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.JaasCommand;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.TransportRequest;
import dev.jaas.port.driven.TransportResponse;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.JaasException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way: it waits for its turn, then for a token, is sent, judged, and perhaps after a pause begins again,
 * until it is over or its time is. Whatever happens on another thread finds it in exactly one of these states, and the one
 * event that the state waits for, or {@link #abandon}, moves it on.
 */
final class Call {

    /** How much later than its transport a call takes matters into its own hands: the transport knows more. */
    private static final Duration GRACE = Duration.ofMillis(150);

    /** What all calls of a client have in common. */
    record Surroundings(
            HttpTransport transport,
            Endpoint endpoint,
            String userAgent,
            AdminTokens tokens,
            Turnstile turnstile,
            RetryPolicy retries,
            Timer timer,
            Clock clock,
            Observers observers,
            Duration callTimeout,
            Duration attemptTimeout) {}

    /** Why a call ends before its verdict. */
    enum Abandonment {
        DEADLINE("the time for the call was up"),
        CANCELLED("the call was cancelled"),
        INTERRUPTED("the calling thread was interrupted"),
        CLOSED("the client was closed");

        private final String words;

        Abandonment(String words) {
            this.words = words;
        }
    }

    private enum State {
        WAITING_FOR_TURN("before its turn came to be sent"),
        WAITING_FOR_TOKEN("before the signer had made a token"),
        IN_FLIGHT("before an answer came"),
        PAUSING("before the next attempt"),
        OVER("");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    private final JaasCommand command;
    private final Surroundings around;
    private final URI uri;
    private final byte[] body;
    private final long startedAt;
    private final CompletableFuture<CommandReceipt> result = new CompletableFuture<>();
    private final Runnable onTurn = this::onTurn;

    private State state = State.WAITING_FOR_TURN;
    private boolean hasTurn;
    private boolean sending;
    private boolean graceGiven;
    private boolean tokenReplaced;
    private int tries;
    private int attempts;
    private @Nullable Verdict verdict;
    private @Nullable CompletableFuture<TransportResponse> exchange;
    private Timer.@Nullable Task deadline;
    private Timer.@Nullable Task pause;

    Call(JaasCommand command, Surroundings around) {
        this.command = command;
        this.around = around;
        this.uri = around.endpoint.uri(CommandEncoder.path(command));
        this.body = CommandEncoder.body(command);
        this.startedAt = around.timer.nanoTime();
    }

    /** Completes on any thread, with a receipt or a {@link JaasException}; not for user code to continue. */
    CompletableFuture<CommandReceipt> result() {
        return result;
    }

    void start() {
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            deadline = around.timer.schedule(around.callTimeout, this::onDeadline);
        }
        queue();
    }

    /** Ends the call with what is known of it by now. Does nothing if it is over. */
    void abandon(Abandonment why) {
        Verdict last;
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            String detail = why.words + " " + state.words;
            if (state == State.IN_FLIGHT) {
                verdict = Verdict.unknown(detail).after(verdict);
            } else if (verdict == null) {
                verdict = Verdict.notDelivered(detail);
            }
            last = verdict;
            state = State.OVER;
        }
        finish(last);
    }

    private void queue() {
        if (!around.turnstile.enter(onTurn)) {
            conclude(Verdict.notDelivered("too many commands are waiting for their turn"));
        }
    }

    private void onTurn() {
        synchronized (this) {
            hasTurn = true;
            if (state != State.OVER) {
                state = State.WAITING_FOR_TOKEN;
            }
        }
        if (isOver()) { // abandoned as its turn came
            giveUpTurn();
            return;
        }
        around.tokens.lasting(left()).whenComplete(this::onToken);
    }

    private void onToken(AdminTokens.@Nullable Token made, @Nullable Throwable failure) {
        if (made == null) {
            synchronized (this) {
                tries++;
            }
            judge(Verdict.notDelivered(requireNonNull(failure).getMessage()), false);
            return;
        }
        if (command instanceof BanJwt ban && around.tokens.areOwn(ban.jwt())) {
            refuseOwnToken();
            return;
        }
        Duration left = left();
        if (left.compareTo(RetryPolicy.SHORTEST_ATTEMPT) < 0) {
            conclude(Verdict.notDelivered("too little of the call's time was left to send it"));
            return;
        }
        send(made, command.repeatable() ? Collections.min(List.of(around.attemptTimeout, left)) : left);
    }

    private void send(AdminTokens.Token with, Duration timeout) {
        synchronized (this) {
            if (state != State.WAITING_FOR_TOKEN) {
                return;
            }
            state = State.IN_FLIGHT;
            sending = true;
            tries++;
            attempts++;
            int attempt = attempts;
            around.observers.tell(observer -> observer.attemptStarted(command, attempt));
        }
        CompletableFuture<TransportResponse> sent;
        try {
            sent = requireNonNull(
                    around.transport.send(new TransportRequest("POST", uri, headers(with), body, timeout)));
        } catch (Throwable e) { // a transport that breaks its contract must not make a call hang
            sent = CompletableFuture.failedFuture(e);
        }
        synchronized (this) {
            exchange = sent;
            sending = false;
        }
        if (isOver()) { // abandoned while it was being sent
            sent.cancel(true);
            giveUpTurn();
        }
        sent.whenComplete((response, failure) -> {
            Verdict fresh = response != null
                    ? Verdict.of(response, around.clock.instant())
                    : Verdict.of(failure == null ? new NullPointerException() : unwrapped(failure));
            judge(fresh, fresh.status() == 401 && around.tokens.replace(with));
        });
    }

    private Map<String, String> headers(AdminTokens.Token with) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Authorization", "Bearer " + with.jwt().compact());
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        headers.put("User-Agent", around.userAgent);
        return headers;
    }

    private void judge(Verdict fresh, boolean newToken) {
        Verdict last;
        Optional<Duration> wait;
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            last = fresh.after(verdict);
            verdict = last;
            wait = nextAttempt(fresh, newToken);
            state = wait.isPresent() ? State.PAUSING : State.OVER;
            int failed = tries;
            wait.ifPresent(delay ->
                    around.observers.tell(observer -> observer.retryScheduled(command, failed, fresh.detail(), delay)));
        }
        if (wait.isEmpty()) {
            finish(last);
            return;
        }
        giveUpTurn();
        synchronized (this) {
            if (state == State.PAUSING) {
                pause = around.timer.schedule(wait.get(), this::onPauseOver);
            }
        }
    }

    private Optional<Duration> nextAttempt(Verdict fresh, boolean newToken) {
        if (newToken && !tokenReplaced && command.repeatable() && tries < around.retries.maxAttempts()) {
            tokenReplaced = true;
            return Optional.of(Duration.ZERO);
        }
        return around.retries.next(fresh, command, tries, left());
    }

    private void onPauseOver() {
        synchronized (this) {
            if (state != State.PAUSING) {
                return;
            }
            state = State.WAITING_FOR_TURN;
        }
        queue();
    }

    private void onDeadline() {
        synchronized (this) {
            if (state == State.IN_FLIGHT && !graceGiven) {
                graceGiven = true;
                deadline = around.timer.schedule(GRACE, this::onDeadline);
                return;
            }
        }
        abandon(Abandonment.DEADLINE);
    }

    /** Ends the call without another attempt; an earlier attempt's verdict says more than why there is none. */
    private void conclude(Verdict ifNoneYet) {
        Verdict last;
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            state = State.OVER;
            last = verdict == null ? ifNoneYet : verdict;
        }
        finish(last);
    }

    private void refuseOwnToken() {
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            state = State.OVER;
        }
        release();
        fail(new CommandRefusedException(
                "BAN_JWT was refused: the token to ban is this client's own admin token, without which it could not go on;"
                        + " nothing was sent.",
                command,
                CommandRefusedException.Reason.OWN_TOKEN));
    }

    private void finish(Verdict last) {
        Duration elapsed = elapsed();
        release();
        if (last.outcome() != Verdict.Outcome.ACCEPTED) {
            fail(last.exception(command, attempts));
            return;
        }
        CommandReceipt receipt = new CommandReceipt(command, last.status(), attempts, elapsed);
        around.observers.tell(observer -> observer.accepted(receipt));
        result.complete(receipt);
    }

    private void fail(JaasException failure) {
        around.observers.tell(observer -> observer.failed(failure));
        result.completeExceptionally(failure);
    }

    private void release() {
        CompletableFuture<TransportResponse> sent;
        synchronized (this) {
            if (deadline != null) {
                deadline.cancel();
            }
            if (pause != null) {
                pause.cancel();
            }
            sent = exchange;
        }
        if (sent != null) {
            sent.cancel(true);
        }
        around.turnstile.withdraw(onTurn);
        giveUpTurn();
    }

    private void giveUpTurn() {
        synchronized (this) {
            if (!hasTurn || sending) { // what is being sent needs its place until it is cancelled
                return;
            }
            hasTurn = false;
        }
        around.turnstile.leave();
    }

    private synchronized boolean isOver() {
        return state == State.OVER;
    }

    private Duration elapsed() {
        return Duration.ofNanos(around.timer.nanoTime() - startedAt);
    }

    private Duration left() {
        return around.callTimeout.minus(elapsed());
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
