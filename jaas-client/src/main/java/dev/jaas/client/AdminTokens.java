// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one admin token that serves all commands. It is signed on threads of the client's, once however many commands wait for
 * it, and renewed in the background when a command finds it in the last quarter of its life: no timer runs, and an idle client
 * signs nothing.
 */
final class AdminTokens implements AutoCloseable {

    /** A renewal in the background that failed is not tried again for this long; a command without a token does not wait. */
    private static final Duration FAILURE_BACKOFF = Duration.ofSeconds(1);

    /** A token that the service refused is replaced if it is older than this; a new one would otherwise be refused as well. */
    private static final Duration MIN_AGE_TO_REPLACE = Duration.ofSeconds(10);

    private final JwsSigner signer;
    private final KeyId keyId;
    private final Duration lifetime;
    private final Duration renewalTime;
    private final Duration signTimeout;
    private final Function<Jwt, RequestTemplates> templates;
    private final Clock clock;
    private final Timer timer;
    private final ExecutorService executor;
    private final Observers observers;

    private @Nullable Token current;
    private @Nullable Token previous;
    private @Nullable CompletableFuture<Token> renewal;
    private Timer.@Nullable Task signTimer;
    private @Nullable Long failedAt;
    private boolean closed;

    /**
     * A token in use.
     *
     * @param jwt the token
     * @param claims when it is valid by the wall clock
     * @param signedAt when it was signed by the monotonic clock
     * @param requests the requests with it
     */
    record Token(Jwt jwt, AdminClaims claims, long signedAt, RequestTemplates requests) {}

    private enum Freshness {
        FRESH,
        /** In the last quarter of its life: used and renewed. */
        STALE,
        /** Not valid for as long as it is needed. */
        EXPIRED
    }

    /** No token could be signed. The message says why and does not quote the signer. */
    static final class SigningFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SigningFailedException(String message) {
            super(message, null, false, false);
        }
    }

    AdminTokens(
            JwsSigner signer,
            Duration lifetime,
            Duration signTimeout,
            Function<Jwt, RequestTemplates> templates,
            Clock clock,
            Timer timer,
            ExecutorService executor,
            Observers observers) {
        this.signer = signer;
        this.keyId = signer.keyId();
        this.lifetime = lifetime;
        this.renewalTime = lifetime.dividedBy(4);
        this.signTimeout = signTimeout;
        this.templates = templates;
        this.clock = clock;
        this.timer = timer;
        this.executor = executor;
        this.observers = observers;
    }

    /**
     * A token that stays valid for some time.
     *
     * @param budget how long
     * @return complete already unless a token has to be signed first; fails with a {@link SigningFailedException}
     */
    synchronized CompletableFuture<Token> tokenValidFor(Duration budget) {
        Token token = current;
        if (token == null) {
            return renewal == null ? renew() : renewal;
        }
        switch (freshness(token, budget)) {
            case EXPIRED -> {
                return renewal == null ? renew() : renewal;
            }
            case STALE -> {
                if (renewal == null && !inFailureBackoff()) {
                    renew();
                }
            }
            case FRESH -> {}
        }
        return CompletableFuture.completedFuture(token);
    }

    /**
     * Takes a token out of use that the service has refused (401).
     *
     * @return whether another attempt with a new token makes sense
     */
    synchronized boolean invalidate(Token refused) {
        if (age(refused).compareTo(MIN_AGE_TO_REPLACE) <= 0) {
            return false;
        }
        if (refused.equals(current)) {
            previous = refused;
            current = null;
        }
        return true;
    }

    /** Whether a token is one that commands may still be using. */
    synchronized boolean isOwn(Jwt jwt) {
        return (current != null && jwt.equals(current.jwt)) || (previous != null && jwt.equals(previous.jwt));
    }

    /**
     * Fails the commands that wait for a signature, and forgets the tokens. The executor's owner interrupts a thread that is
     * signing.
     */
    @Override
    public void close() {
        CompletableFuture<Token> signing;
        synchronized (this) {
            closed = true;
            current = null;
            previous = null;
            signing = renewal;
            endRenewal();
        }
        if (signing != null) {
            notifyFailure(signing, "the client was closed");
        }
    }

    /** By the wall clock and by the monotonic one: either can be wrong. */
    private Freshness freshness(Token token, Duration budget) {
        Instant now = clock.instant();
        if (now.isBefore(token.claims.notBefore())) {
            return Freshness.EXPIRED;
        }
        Duration byWallClock = Duration.between(now, token.claims.expiresAt());
        Duration byAge = lifetime.minus(age(token));
        Duration left = byWallClock.compareTo(byAge) < 0 ? byWallClock : byAge;
        if (left.compareTo(budget) <= 0) {
            return Freshness.EXPIRED;
        }
        return left.compareTo(renewalTime) > 0 ? Freshness.FRESH : Freshness.STALE;
    }

    private boolean inFailureBackoff() {
        return failedAt != null && timer.nanoTime() - failedAt < FAILURE_BACKOFF.toNanos();
    }

    private Duration age(Token token) {
        return Duration.ofNanos(timer.nanoTime() - token.signedAt);
    }

    /** Starts a signature with the lock held, so that it cannot end before {@code renewal} is set. */
    private CompletableFuture<Token> renew() {
        if (closed) {
            return CompletableFuture.failedFuture(new SigningFailedException("the client was closed"));
        }
        CompletableFuture<Token> signing = new CompletableFuture<>();
        renewal = signing;
        try {
            Future<?> work = executor.submit(() -> sign(signing));
            signTimer = timer.schedule(signTimeout, () -> {
                work.cancel(true);
                fail(signing, "the signer took too long");
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) { // every thread hangs, or none can be created
            fail(signing, "no thread is free to sign");
        }
        return signing;
    }

    private void sign(CompletableFuture<Token> signing) {
        Token token;
        try {
            token = sign();
        } catch (Throwable e) { // an Error too: commands are waiting
            fail(signing, "the signer failed (" + e.getClass().getSimpleName() + ")");
            return;
        }
        synchronized (this) {
            if (renewal != signing) {
                return; // timed out, or closed
            }
            endRenewal();
            failedAt = null;
            previous = current == null ? previous : current;
            current = token;
        }
        observers.tokenRenewed(keyId, token.claims.expiresAt());
        signing.complete(token);
    }

    private void fail(CompletableFuture<Token> signing, String reason) {
        synchronized (this) {
            if (renewal != signing) {
                return;
            }
            endRenewal();
            failedAt = timer.nanoTime();
        }
        notifyFailure(signing, reason);
    }

    private void notifyFailure(CompletableFuture<Token> signing, String reason) {
        observers.tokenRenewalFailed(keyId, reason);
        signing.completeExceptionally(new SigningFailedException(reason));
    }

    private void endRenewal() {
        renewal = null;
        if (signTimer != null) {
            signTimer.cancel();
        }
    }

    private Token sign() {
        long signedAt = timer.nanoTime();
        AdminClaims claims = AdminClaims.issuedAt(keyId.appId(), clock.instant(), lifetime);
        Jwt jwt = AdminTokenSigner.sign(signer, claims);
        return new Token(jwt, claims, signedAt, templates.apply(jwt));
    }
}
