// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Manages the conferences of one key id. Thread-safe; create one and keep it, since it signs one admin token for all commands.
 * Several clients may share a transport.
 *
 * <p>{@code execute} returns at once: names are looked up, tokens signed and connections waited for on other threads. Futures
 * complete on the {@linkplain Builder#callbackExecutor callback executor}. At most
 * {@link HttpTransport#maxConcurrentExchanges()} commands are in flight; up to {@link #MAX_WAITING} more wait for one of
 * these to end, within their time.
 *
 * <p>A repeatable command is tried again after a failure that another attempt may overcome, up to
 * {@link Builder#maxAttempts} times within the {@link Builder#commandTimeout}; a dial-out is sent at most once, whatever
 * happens.
 *
 * <p>The signer and the transport belong to the caller: close the client first, then those.
 */
public final class JaasClient implements ConferenceManagement, AutoCloseable {

    /** How many commands wait for a permit at most; more are not delivered. */
    public static final int MAX_WAITING = 10_000;

    private final Executions executions;
    private final AdminTokens tokens;
    private final ClientExecutors executors;
    private final Executor callbackExecutor;
    private final BlockingConferenceManagement blocking;

    private JaasClient(Builder settings) {
        executors = new ClientExecutors();
        callbackExecutor = settings.callbackExecutor == null ? executors.callbacks() : settings.callbackExecutor;
        Timer timer = settings.timer.get();
        Observers observers = new Observers(settings.observers, executors.observers());
        AppId appId = settings.signer.keyId().appId();
        tokens = new AdminTokens(
                settings.signer,
                settings.tokenLifetime,
                settings.commandTimeout,
                jwt -> new RequestTemplates(jwt, UserAgent.VALUE, settings.endpoint.uri()),
                settings.clock,
                timer,
                executors.signing(),
                observers);
        ClientContext context = new ClientContext(
                settings.transport,
                new TransportTrust(settings.transport),
                new CommandEncoder(settings.endpoint, appId),
                tokens,
                new ConcurrencyLimiter(settings.transport.maxConcurrentExchanges(), MAX_WAITING),
                new RetryPolicy(settings.maxAttempts, settings.random),
                timer,
                settings.clock,
                observers,
                settings.commandTimeout,
                settings.attemptTimeout,
                settings.transport.connectTimeout());
        executions = new Executions(appId, context, executors::close);
        blocking = new BlockingView(executions);
    }

    /**
     * Starts to build a client.
     *
     * @param signer holds the private key, and names the AppID; the caller closes it
     * @param transport carries the requests; the caller closes it
     * @return a builder with defaults for the rest
     */
    public static Builder builder(JwsSigner signer, HttpTransport transport) {
        return new Builder(
                requireNonNull(signer, "the signer is null"), requireNonNull(transport, "the transport is null"));
    }

    @Override
    public AppId appId() {
        return executions.appId();
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        return execute(command, callbackExecutor);
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command, Executor executor) {
        ExecutionFuture future = new ExecutionFuture(requireNonNull(executor, "the executor is null"));
        try {
            future.start(executions.begin(command, future));
        } catch (CommandRefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return future;
    }

    @Override
    public BlockingConferenceManagement blocking() {
        return blocking;
    }

    /**
     * Closes the client without aborting commands in flight, for rolling deploys: refuses new commands, lets those already
     * accepted end, their waits and retries included, and then {@linkplain #close closes}. Returns at once and never blocks.
     *
     * @param grace how long commands may take to end; those that have not ended by then end as by {@link #close}. More than
     *     the {@linkplain Builder#commandTimeout command timeout} is never needed. Only the first call's counts
     * @return completes when the client is closed, on any thread: dependents must not block
     */
    @SuppressWarnings("exports") // JSpecify is optional for who uses this module
    public CompletableFuture<@Nullable Void> shutdown(Duration grace) {
        return executions.shutdown(requireNonNull(grace, "the grace is null"));
    }

    /**
     * Ends the client; never blocks, and closing again does nothing. New commands are refused, commands between two attempts
     * end with their last verdict, and exchanges in flight are aborted, so that their commands may have taken effect: see
     * {@link #shutdown}. The signer and the transport are left open.
     */
    @Override
    public void close() {
        executions.close();
    }

    AdminTokens tokens() {
        return tokens;
    }

    /**
     * Builds a {@link JaasClient}. Every setting has a default; {@code null} is never accepted and throws a
     * {@link NullPointerException}. Not thread-safe.
     */
    public static final class Builder {

        /** Where the service is unless it is set: {@code https://8x8.vc}. */
        public static final URI DEFAULT_BASE_URL = URI.create("https://8x8.vc");

        /** How long a command may take unless it is set: 10 s. */
        public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(10);

        /** How long an attempt may take unless it is set: 4 s. */
        public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(4);

        /** How often a repeatable command is tried unless it is set: 3 times. */
        public static final int DEFAULT_MAX_ATTEMPTS = 3;

        /** The most attempts that can be set: 10. */
        public static final int MAX_ATTEMPTS_LIMIT = 10;

        /** How long an admin token is valid unless it is set: 10 minutes. */
        public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofMinutes(10);

        /** How long an admin token can be valid at most: a day. */
        public static final Duration MAX_TOKEN_LIFETIME = Duration.ofDays(1);

        private final JwsSigner signer;
        private final HttpTransport transport;
        private final List<CommandObserver> observers = new ArrayList<>();
        private Endpoint endpoint = Endpoint.parse(DEFAULT_BASE_URL);
        private Duration commandTimeout = DEFAULT_COMMAND_TIMEOUT;
        private Duration attemptTimeout = DEFAULT_ATTEMPT_TIMEOUT;
        private Duration tokenLifetime = DEFAULT_TOKEN_LIFETIME;
        private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
        private Clock clock = Clock.systemUTC();
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        private Supplier<Timer> timer = SystemTimer::new;
        private @Nullable Executor callbackExecutor;

        private Builder(JwsSigner signer, HttpTransport transport) {
            this.signer = signer;
            this.transport = transport;
        }

        /**
         * Where the service is. The default is {@link #DEFAULT_BASE_URL}.
         *
         * @param url {@code https://}, a host, and if need be a port and a path, to which the service's own paths are added;
         *     {@code http://} is accepted for a literal loopback address alone, such as {@code http://127.0.0.1:8080}
         * @return this
         * @throws IllegalArgumentException if the URL is anything else, or has user info, a query or a fragment
         */
        public Builder baseUrl(URI url) {
            endpoint = Endpoint.parse(requireNonNull(url, "the base URL is null"));
            return this;
        }

        /**
         * How long a command may take in all: waiting for a free connection and a token, its attempts and its pauses. The default is
         * {@link #DEFAULT_COMMAND_TIMEOUT}. A dial-out's only attempt may take what is left of it.
         *
         * @param timeout more than 250 ms, below which no attempt is started
         * @return this
         */
        public Builder commandTimeout(Duration timeout) {
            commandTimeout = requireNonNull(timeout, "the timeout is null");
            return this;
        }

        /**
         * How long one attempt of a repeatable command may take. The default is {@link #DEFAULT_ATTEMPT_TIMEOUT}; an attempt gets
         * less where less is left of the {@link #commandTimeout}.
         *
         * @param timeout more than zero, and not more than {@link #commandTimeout}
         * @return this
         */
        public Builder attemptTimeout(Duration timeout) {
            attemptTimeout = requireNonNull(timeout, "the timeout is null");
            return this;
        }

        /**
         * How often a repeatable command is tried. The default is {@link #DEFAULT_MAX_ATTEMPTS}. A dial-out is tried once, whatever is set
         * here.
         *
         * @param attempts from 1, which means never again, to {@link #MAX_ATTEMPTS_LIMIT}
         * @return this
         */
        public Builder maxAttempts(int attempts) {
            maxAttempts = attempts;
            return this;
        }

        /**
         * How long an admin token is valid. The default is {@link #DEFAULT_TOKEN_LIFETIME}; the longest that the service accepts is
         * not documented, and 8x8's own examples use 2 hours.
         *
         * @param lifetime at least twice the {@link #commandTimeout} and, because tokens are dated in whole seconds, a second more,
         *     and at most {@link #MAX_TOKEN_LIFETIME}
         * @return this
         */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = requireNonNull(lifetime, "the lifetime is null");
            return this;
        }

        /**
         * The wall clock by which tokens are dated. The default is {@link Clock#systemUTC()}. Timeouts do not depend on it.
         *
         * @param wallClock the clock
         * @return this
         */
        public Builder clock(Clock wallClock) {
            clock = requireNonNull(wallClock, "the clock is null");
            return this;
        }

        /**
         * Where futures complete. The default is four daemon threads of the client's own. With {@code Runnable::run} they complete
         * on the thread that read the response, which may be an event loop, and callbacks must not block.
         *
         * @param executor the executor; the caller shuts it down, after the client is closed
         * @return this
         */
        public Builder callbackExecutor(Executor executor) {
            callbackExecutor = requireNonNull(executor, "the executor is null");
            return this;
        }

        /**
         * Adds an observer. One that logs by {@link System.Logger} is always present.
         *
         * @param observer the observer
         * @return this
         */
        public Builder addObserver(CommandObserver observer) {
            observers.add(requireNonNull(observer, "the observer is null"));
            return this;
        }

        /**
         * Builds the client. Nothing is signed or connected yet.
         *
         * @return a client, to be closed
         * @throws IllegalArgumentException if a setting is out of its range; the message says which
         */
        public JaasClient build() {
            require(
                    commandTimeout.compareTo(RetryPolicy.MIN_ATTEMPT) > 0,
                    "commandTimeout must be more than 250 ms, not " + commandTimeout);
            require(
                    attemptTimeout.compareTo(Duration.ZERO) > 0 && attemptTimeout.compareTo(commandTimeout) <= 0,
                    "attemptTimeout must be more than zero and at most commandTimeout, " + commandTimeout + ", not "
                            + attemptTimeout);
            require(
                    tokenLifetime.compareTo(MAX_TOKEN_LIFETIME) <= 0
                            && commandTimeout.compareTo(
                                            tokenLifetime.minusSeconds(1).dividedBy(2))
                                    <= 0,
                    "tokenLifetime must be at least a second more than twice commandTimeout, " + commandTimeout
                            + ", and at most " + MAX_TOKEN_LIFETIME + ", not " + tokenLifetime);
            require(
                    maxAttempts >= 1 && maxAttempts <= MAX_ATTEMPTS_LIMIT,
                    "maxAttempts must be from 1 to " + MAX_ATTEMPTS_LIMIT + ", not " + maxAttempts);
            int permits = transport.maxConcurrentExchanges();
            require(permits >= 1, "the transport must allow at least 1 exchange at a time, not " + permits);
            Duration connectTimeout = transport.connectTimeout();
            require(
                    connectTimeout.compareTo(Duration.ZERO) > 0,
                    "the transport's connect timeout must be more than zero, not " + connectTimeout);
            return new JaasClient(this);
        }

        Builder timer(Timer replacement) {
            timer = () -> replacement;
            return this;
        }

        Builder random(DoubleSupplier replacement) {
            random = replacement;
            return this;
        }

        private static void require(boolean condition, String rule) {
            if (!condition) {
                throw new IllegalArgumentException("The client cannot be built: " + rule + ".");
            }
        }
    }
}
