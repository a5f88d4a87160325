// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.spi.Exchange;
import dev.jaas.spi.ExchangeListener;
import dev.jaas.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One try of a command that has got a permit: waits for a token, starts one exchange, bounds it in time and size, and judges
 * its outcome. It ends exactly once, and whatever ends it returns the permit. What the adapter reports after that is ignored,
 * so an attempt of the past cannot disturb its execution.
 *
 * <p>Whether the request can have reached the server is decided by one step, {@link #beforeSend}: before it was granted,
 * nothing has been written and nothing will be; after it, everything is possible.
 */
final class Attempt implements ExchangeListener {

    /** How much of a response's body is read: 64 KiB. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** How long a body may take after its response's head. */
    static final Duration BODY_TIMEOUT = Duration.ofSeconds(1);

    /** What there is to abort where starting failed. */
    private static final Exchange NO_EXCHANGE = () -> {};

    /** How far an attempt has come. */
    enum Phase {
        WAITING_FOR_TOKEN("before a token was signed"),
        CONNECTING("before a connection was ready"),
        SENT("before a response came"),
        READING_BODY(""),
        /** Ended before {@code beforeSend} returned true, which it never will: the request must not reach the server any more. */
        ENDED_UNSENT(""),
        ENDED("");

        private final String description;

        Phase(String description) {
            this.description = description;
        }
    }

    /**
     * How an attempt ended.
     *
     * @param verdict what is known of it
     * @param reached the phase in which it ended
     * @param token the token that it used, or null if it got none
     */
    record Result(Verdict verdict, Phase reached, AdminTokens.@Nullable Token token) {

        /** Whether an exchange was started. */
        boolean begun() {
            return reached.compareTo(Phase.CONNECTING) >= 0;
        }
    }

    /** Gives the verdict on an attempt that ends in a phase, or null to let the attempt go on. Called with its lock held. */
    private interface Judgement {
        @Nullable
        Verdict at(Phase reached);
    }

    /** What is known from the moment at which the exchange starts. */
    private record Sending(AdminTokens.Token token, long startedAt, long deadline) {}

    private final JaasCommand command;
    private final ClientContext context;
    private final long executionId;
    private final int number;
    private final long commandDeadline;
    private final Consumer<Result> onEnd;

    // Guarded by this.
    private Phase phase = Phase.WAITING_FOR_TOKEN;
    private @Nullable Sending sending;
    private @Nullable Exchange exchange; // null while the transport's start has not returned
    private Timer.@Nullable Task timeout;
    private @Nullable Response response;

    Attempt(
            JaasCommand command,
            ClientContext context,
            long executionId,
            int number,
            long commandDeadline,
            Consumer<Result> onEnd) {
        this.command = command;
        this.context = context;
        this.executionId = executionId;
        this.number = number;
        this.commandDeadline = commandDeadline;
        this.onEnd = onEnd;
    }

    void start() {
        CompletableFuture<AdminTokens.Token> token;
        try {
            token = context.tokens().tokenValidFor(leftAt(context.timer().nanoTime()));
        } catch (Throwable e) { // the application's clock, perhaps
            String type = e.getClass().getSimpleName();
            end(reached -> Verdict.notDelivered("it is not known whether the token is valid (" + type + ")"));
            return;
        }
        token.whenComplete(this::onToken);
    }

    /** Ends the attempt with what is known of it by now. Does nothing if it has ended. */
    void abort(AbortReason reason) {
        end(reached -> judge(reached, reason), true);
    }

    private void onToken(AdminTokens.@Nullable Token made, @Nullable Throwable failure) {
        if (made == null) {
            end(reached -> Verdict.notDelivered(requireNonNull(failure).getMessage()));
            return;
        }
        EncodedCommand encoded;
        TransportRequest request;
        try { // only now: what waits should occupy little memory
            encoded = context.encoder().encode(command);
            request = encoded.request(made);
        } catch (Throwable e) { // memory, perhaps
            String type = e.getClass().getSimpleName();
            end(reached -> Verdict.notDelivered("the command could not be encoded (" + type + ")"));
            return;
        }
        Jwt banned = encoded.bannedJwt();
        if (banned != null && context.tokens().isOwn(banned)) {
            end(reached -> Verdict.OWN_TOKEN);
            return;
        }
        long now = context.timer().nanoTime();
        Duration left = leftAt(now);
        if (left.compareTo(RetryPolicy.MIN_ATTEMPT) < 0) {
            end(reached -> Verdict.notDelivered("too little of the command's time was left to send it"));
            return;
        }
        send(request, made, now, command.repeatable() ? min(left, context.attemptTimeout()) : left);
    }

    private void send(TransportRequest request, AdminTokens.Token token, long now, Duration limit) {
        synchronized (this) {
            if (phase != Phase.WAITING_FOR_TOKEN) {
                return;
            }
            phase = Phase.CONNECTING;
            sending = new Sending(token, now, now + limit.toNanos());
            context.observers().attemptStarted(executionId, command, number);
            timeout = context.timer().schedule(min(context.connectTimeout(), limit), this::onTimeout);
        }
        Exchange started = NO_EXCHANGE;
        try {
            started = requireNonNull(context.transport().start(request, this));
        } catch (Throwable e) { // it breaks its contract, so nothing is known of the request, whether it asked or not
            String type = e.getClass().getSimpleName();
            end(reached -> Verdict.unknown("the transport failed (" + type + ")"));
        }
        boolean ended;
        synchronized (this) {
            exchange = started;
            ended = hasEnded();
        }
        if (ended) { // by a thread that had no exchange to abort yet, and left that and the permit to this one
            abort(started);
            context.limiter().release();
        }
    }

    @Override
    public boolean beforeSend() {
        return advance(Phase.CONNECTING, Phase.SENT);
    }

    @Override
    public boolean head(int status, Function<String, List<String>> headers) {
        Response received = new Response(status, headers);
        String malformation = received.malformation();
        boolean taken;
        synchronized (this) {
            if (phase == Phase.ENDED_UNSENT) {
                context.transportTrust().lose(); // too late for this attempt's verdict, but not for the next one's
            }
            taken = phase == Phase.SENT && malformation == null;
            if (taken) {
                phase = Phase.READING_BODY;
                response = received;
                cancelTimeout();
                timeout = context.timer().schedule(min(BODY_TIMEOUT, untilDeadline()), this::onBodyTimeout);
            }
        }
        if (!taken) {
            end(reached -> switch (reached) {
                case SENT -> Verdict.unknown("the response is not valid HTTP: " + malformation);
                case CONNECTING -> unaskedResponse();
                default -> judge(reached, ""); // a second head: nothing more will be read
            });
        }
        return taken;
    }

    @Override
    public boolean body(ByteBuffer part) {
        boolean wanted;
        synchronized (this) {
            wanted = phase == Phase.READING_BODY && requireNonNull(response).append(part, MAX_BODY_BYTES);
        }
        if (!wanted) {
            complete();
        }
        return wanted;
    }

    @Override
    public void complete() {
        end(reached -> reached == Phase.CONNECTING ? unaskedResponse() : judge(reached, "the response has no head"));
    }

    @Override
    public void failed(String description) {
        end(reached -> judge(reached, description));
    }

    /** The time to connect is up, or that of the whole attempt. */
    private void onTimeout() {
        Judgement judgement = reached -> switch (reached) {
            case CONNECTING ->
                judgeTimeout(reached, "no connection to " + context.encoder().peer() + " was ready in time");
            case SENT -> {
                Duration left = untilDeadline();
                if (left.compareTo(Duration.ZERO) <= 0) {
                    yield judgeTimeout(reached, "no response came in time");
                }
                timeout = context.timer().schedule(left, this::onTimeout);
                yield null;
            }
            default -> null;
        };
        end(judgement, true);
    }

    /** With the same description whether this timer or that of the command, which may be due at the same time, comes first. */
    private Verdict judgeTimeout(Phase reached, String description) {
        boolean timeLeft = leftAt(context.timer().nanoTime()).compareTo(Duration.ZERO) > 0;
        return timeLeft ? judge(reached, description) : judge(reached, AbortReason.DEADLINE);
    }

    private void onBodyTimeout() {
        end(reached -> judge(reached, ""), true);
    }

    private Verdict judge(Phase reached, AbortReason reason) {
        return judge(reached, reason.description() + " " + reached.description);
    }

    /** What is known of an attempt that ends in a phase: the one rule. Called with the lock held. */
    private Verdict judge(Phase reached, String description) {
        return switch (reached) {
            case WAITING_FOR_TOKEN -> Verdict.notDelivered(description);
            case CONNECTING ->
                context.transportTrust().isKept() ? Verdict.notDelivered(description) : Verdict.unknown(description);
            case SENT -> Verdict.unknown(description);
            case READING_BODY -> Verdict.of(requireNonNull(response), context.clock());
            case ENDED_UNSENT, ENDED -> throw new IllegalStateException("an attempt ends once");
        };
    }

    private Verdict unaskedResponse() {
        context.transportTrust().lose();
        return Verdict.unknown("the transport sent the request without asking");
    }

    private void end(Judgement judgement) {
        end(judgement, false);
    }

    /**
     * Ends the attempt, unless it has ended.
     *
     * @param judgement is called with the lock held, so that nothing comes between the phase and the end
     * @param abortExchange whether the adapter does not know yet that the exchange is over
     */
    private void end(Judgement judgement, boolean abortExchange) {
        Phase reached;
        Verdict verdict;
        Exchange started;
        synchronized (this) {
            reached = phase;
            verdict = hasEnded() ? null : judgement.at(reached);
            if (verdict == null) {
                return;
            }
            phase = reached.compareTo(Phase.SENT) < 0 ? Phase.ENDED_UNSENT : Phase.ENDED;
            started = exchange;
            cancelTimeout();
        }
        switch (reached) {
            case WAITING_FOR_TOKEN -> context.limiter().release();
            default -> {
                if (started != null) { // otherwise the thread that is starting it does this
                    if (abortExchange) {
                        abort(started);
                    }
                    context.limiter().release();
                }
            }
        }
        Sending sent = sending;
        if (sent != null) {
            Duration duration = Duration.ofNanos(context.timer().nanoTime() - sent.startedAt);
            context.observers().attemptEnded(executionId, command, number, verdict, duration);
        }
        onEnd.accept(new Result(verdict, reached, sent == null ? null : sent.token));
    }

    private static void abort(Exchange exchange) {
        try {
            exchange.abort();
        } catch (Throwable e) {
            // Breaks its contract and may leak a connection, but must not keep the command or the permit.
        }
    }

    private synchronized boolean advance(Phase from, Phase to) {
        if (phase != from) {
            return false;
        }
        phase = to;
        return true;
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel();
        }
    }

    /** Called with the lock held. */
    private boolean hasEnded() {
        return phase.compareTo(Phase.ENDED_UNSENT) >= 0;
    }

    private Duration leftAt(long now) {
        return Duration.ofNanos(commandDeadline - now);
    }

    private Duration untilDeadline() {
        return Duration.ofNanos(
                requireNonNull(sending).deadline - context.timer().nanoTime());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
