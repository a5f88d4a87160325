package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.port.driven.CommandObserver;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.JwsSigner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link JaasClient}. Every setting has a default; {@code null} is never accepted and throws a
 * {@link NullPointerException}. Not thread-safe.
 */
public final class JaasClientBuilder {

    private static final int MOST_ATTEMPTS = 10;
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    final JwsSigner signer;
    final HttpTransport transport;
    final List<CommandObserver> observers = new ArrayList<>(List.of(new LoggingObserver()));
    Endpoint endpoint = Endpoint.at(Endpoint.JAAS);
    Duration callTimeout = Duration.ofSeconds(10);
    Duration attemptTimeout = Duration.ofSeconds(4);
    Duration tokenLifetime = Duration.ofMinutes(10);
    int maxAttempts = 3;
    Clock clock = Clock.systemUTC();
    DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    Supplier<Timer> timer = SystemTimer::new;

    @Nullable
    Executor callbackExecutor;

    JaasClientBuilder(JwsSigner signer, HttpTransport transport) {
        this.signer = signer;
        this.transport = transport;
    }

    /**
     * Where the service is. The default is {@code https://8x8.vc}.
     *
     * @param url {@code https://}, a host, and if need be a port and a path, to which the service's own paths are added;
     *     {@code http://} is accepted for a literal loopback address alone, such as {@code http://127.0.0.1:8080}
     * @return this
     * @throws IllegalArgumentException if the URL is anything else, or has user info, a query or a fragment
     */
    public JaasClientBuilder baseUrl(URI url) {
        endpoint = Endpoint.at(requireNonNull(url, "url"));
        return this;
    }

    /**
     * How long a command may take in all, with its wait for a turn and a token, its attempts and its pauses. The default is
     * 10 s. A dial-out's one attempt may take what is left of it.
     *
     * @param timeout more than 250 ms, below which no attempt is started
     * @return this
     */
    public JaasClientBuilder callTimeout(Duration timeout) {
        callTimeout = requireNonNull(timeout, "timeout");
        return this;
    }

    /**
     * How long one attempt of a repeatable command may take. The default is 4 s; an attempt gets less where less is left of
     * the {@linkplain #callTimeout time for the call}.
     *
     * @param timeout more than zero, and not more than the time for the call
     * @return this
     */
    public JaasClientBuilder attemptTimeout(Duration timeout) {
        attemptTimeout = requireNonNull(timeout, "timeout");
        return this;
    }

    /**
     * How often a repeatable command is tried. The default is 3. A dial-out is tried once whatever is set here.
     *
     * @param attempts from 1, which means never again, to 10
     * @return this
     */
    public JaasClientBuilder maxAttempts(int attempts) {
        maxAttempts = attempts;
        return this;
    }

    /**
     * How long an admin token lasts. The default is 10 minutes; the longest that the service accepts is not published, and
     * its own examples use 2 hours.
     *
     * @param lifetime at least twice the {@linkplain #callTimeout time for a call} and, since tokens are dated in whole
     *     seconds, a second more, and no more than a day
     * @return this
     */
    public JaasClientBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = requireNonNull(lifetime, "lifetime");
        return this;
    }

    /**
     * The wall clock by which tokens are dated. The default is {@link Clock#systemUTC()}. Timeouts do not depend on it.
     *
     * @param wallClock the clock
     * @return this
     */
    public JaasClientBuilder clock(Clock wallClock) {
        clock = requireNonNull(wallClock, "wallClock");
        return this;
    }

    /**
     * Where futures complete. The default is four daemon threads of the client's own. With {@code Runnable::run} they
     * complete where the answer comes in, which may be an event loop, and callbacks must not block.
     *
     * @param executor the executor; the caller shuts it down, after the client is closed
     * @return this
     */
    public JaasClientBuilder callbackExecutor(Executor executor) {
        callbackExecutor = requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Adds an observer to those that are told what happens. One that logs by {@link System.Logger} is always there.
     *
     * @param observer the observer
     * @return this
     */
    public JaasClientBuilder addObserver(CommandObserver observer) {
        observers.add(requireNonNull(observer, "observer"));
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
                callTimeout.compareTo(RetryPolicy.SHORTEST_ATTEMPT) > 0,
                "callTimeout must be more than 250 ms, not " + callTimeout);
        require(
                attemptTimeout.compareTo(Duration.ZERO) > 0 && attemptTimeout.compareTo(callTimeout) <= 0,
                "attemptTimeout must be more than zero and at most callTimeout, %s, not %s"
                        .formatted(callTimeout, attemptTimeout));
        require(
                tokenLifetime.compareTo(LONGEST_TOKEN) <= 0
                        && callTimeout.compareTo(tokenLifetime.minusSeconds(1).dividedBy(2)) <= 0,
                "tokenLifetime must be at least a second more than twice callTimeout, %s, and at most %s, not %s"
                        .formatted(callTimeout, LONGEST_TOKEN, tokenLifetime));
        require(
                maxAttempts >= 1 && maxAttempts <= MOST_ATTEMPTS,
                "maxAttempts must be from 1 to %d, not %d".formatted(MOST_ATTEMPTS, maxAttempts));
        int places = transport.maxConcurrentExchanges();
        require(places >= 1, "the transport must allow 1 exchange at once or more, not " + places);
        return new JaasClient(this);
    }

    JaasClientBuilder timer(Timer replacement) {
        timer = () -> replacement;
        return this;
    }

    JaasClientBuilder random(DoubleSupplier replacement) {
        random = replacement;
        return this;
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException("The client cannot be built: " + rule + ".");
        }
    }
}
