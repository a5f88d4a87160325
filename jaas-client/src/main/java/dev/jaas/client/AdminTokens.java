package dev.jaas.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.JwsSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one admin token that serves all calls. It is signed off the callers' threads, once however many wait for it, and
 * renewed when a call finds it in the last quarter of its life: no timer runs, and an idle client signs nothing.
 */
final class AdminTokens implements AutoCloseable {

    /** A failed renewal in the background is not tried again for so long; who has no token at all does not wait. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** A token that was refused at this age or above is replaced; a younger one would be refused again. */
    private static final Duration WORTH_REPLACING = Duration.ofSeconds(10);

    private final JwsSigner signer;
    private final KeyId keyId;
    private final Duration lifetime;
    private final Duration patience;
    private final Clock clock;
    private final Timer timer;
    private final ExecutorService executor;
    private final Observers observers;

    private @Nullable Token current;
    private @Nullable Token previous;
    private @Nullable CompletableFuture<Token> renewal;
    private Timer.@Nullable Task patienceOver;
    private @Nullable Long failedAt;
    private boolean closed;

    /** A token with what is needed to know its age by both clocks. */
    record Token(Jwt jwt, AdminClaims claims, long madeAt) {}

    /** The signer did not bring a token; the message says why, without the signer's own words. */
    static final class SigningFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SigningFailedException(String message) {
            super(message, null, false, false);
        }
    }

    AdminTokens(
            JwsSigner signer,
            Duration lifetime,
            Duration patience,
            Clock clock,
            Timer timer,
            ExecutorService executor,
            Observers observers) {
        this.signer = signer;
        this.keyId = signer.keyId();
        this.lifetime = lifetime;
        this.patience = patience;
        this.clock = clock;
        this.timer = timer;
        this.executor = executor;
        this.observers = observers;
    }

    /**
     * A token that lives longer than what is left of a call.
     *
     * @return complete already unless one has to be signed first; fails with a {@link SigningFailedException}
     */
    synchronized CompletableFuture<Token> lasting(Duration budget) {
        Token token = current;
        if (token == null || !lasts(token, budget)) {
            return renewal == null ? renew() : renewal;
        }
        if (renewal == null && inLastQuarter(token) && !failedJustNow()) {
            renew();
        }
        return CompletableFuture.completedFuture(token);
    }

    /**
     * Takes a token out of use that the service has refused.
     *
     * @return whether another try with a new token makes sense
     */
    synchronized boolean replace(Token refused) {
        if (age(refused).compareTo(WORTH_REPLACING) <= 0) {
            return false;
        }
        if (refused.equals(current)) {
            previous = refused;
            current = null;
        }
        return true;
    }

    /** Whether a token is one that calls may still be using. */
    synchronized boolean areOwn(Jwt jwt) {
        return (current != null && current.jwt.equals(jwt)) || (previous != null && previous.jwt.equals(jwt));
    }

    /**
     * Ends the wait of whoever waits for a signature, and lets go of the tokens; the thread that makes one is interrupted by
     * its owner.
     */
    @Override
    public void close() {
        CompletableFuture<Token> making;
        synchronized (this) {
            closed = true;
            current = null;
            previous = null;
            making = renewal;
            endRenewal();
        }
        if (making != null) {
            tellFailure(making, "the client was closed");
        }
    }

    private boolean lasts(Token token, Duration budget) {
        Instant now = clock.instant();
        return now.plus(budget).isBefore(token.claims.expiresAt())
                && !now.isBefore(token.claims.notBefore())
                && age(token).plus(budget).compareTo(lifetime) < 0;
    }

    private boolean inLastQuarter(Token token) {
        return !lasts(token, lifetime.dividedBy(4));
    }

    private boolean failedJustNow() {
        return failedAt != null && timer.nanoTime() - failedAt < PAUSE_AFTER_FAILURE.toNanos();
    }

    private Duration age(Token token) {
        return Duration.ofNanos(timer.nanoTime() - token.madeAt);
    }

    /** Starts a signature, holding the lock: it cannot be over before it is in place. */
    private CompletableFuture<Token> renew() {
        if (closed) {
            return CompletableFuture.failedFuture(new SigningFailedException("the client was closed"));
        }
        CompletableFuture<Token> making = new CompletableFuture<>();
        renewal = making;
        try {
            Future<?> work = executor.submit(() -> sign(making));
            patienceOver = timer.schedule(patience, () -> {
                work.cancel(true);
                fail(making, "the signer did not answer in time");
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) { // all hang, or none is to be had
            fail(making, "no thread is free to sign");
        }
        return making;
    }

    private void sign(CompletableFuture<Token> making) {
        Token token;
        try {
            token = sign();
        } catch (Throwable e) { // an Error too: whoever waits must be told
            fail(making, "the signer failed (" + e.getClass().getSimpleName() + ")");
            return;
        }
        synchronized (this) {
            if (renewal != making) {
                return; // given up
            }
            endRenewal();
            failedAt = null;
            previous = current == null ? previous : current;
            current = token;
        }
        observers.tell(observer -> observer.tokenRenewed(keyId, token.claims.expiresAt()));
        making.complete(token);
    }

    private void fail(CompletableFuture<Token> making, String reason) {
        synchronized (this) {
            if (renewal != making) {
                return;
            }
            endRenewal();
            failedAt = timer.nanoTime();
        }
        tellFailure(making, reason);
    }

    private void tellFailure(CompletableFuture<Token> making, String reason) {
        observers.tell(observer -> observer.tokenRenewalFailed(keyId, reason));
        making.completeExceptionally(new SigningFailedException(reason));
    }

    private void endRenewal() {
        renewal = null;
        if (patienceOver != null) {
            patienceOver.cancel();
        }
    }

    private Token sign() {
        long madeAt = timer.nanoTime();
        AdminClaims claims = AdminClaims.issuedAt(keyId.appId(), clock.instant(), lifetime);
        String input =
                base64Url(CommandEncoder.tokenHeader(keyId)) + '.' + base64Url(CommandEncoder.tokenClaims(claims));
        byte[] signature = signer.sign(input.getBytes(US_ASCII));
        return new Token(Jwt.parse(input + '.' + base64Url(signature)), claims, madeAt);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
