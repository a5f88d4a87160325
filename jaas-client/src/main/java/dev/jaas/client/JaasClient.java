package dev.jaas.client;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.port.driving.BlockingConferenceManagement;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.CommandRefusedException;
import dev.jaas.port.driving.ConferenceManagement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Manages the conferences of one key id. Thread-safe; make one and keep it, since it signs one admin token for all calls.
 * Several clients may share a transport.
 *
 * <p>{@code execute} returns at once: names are looked up, tokens signed and turns waited for on other threads. Futures
 * complete on the {@linkplain JaasClientBuilder#callbackExecutor callback executor}. At most
 * {@link HttpTransport#maxConcurrentExchanges()} commands are in flight; up to 10,000 more wait their turn within their
 * time.
 *
 * <p>A command that may be repeated is tried again after what a repetition can mend, up to
 * {@linkplain JaasClientBuilder#maxAttempts three times} within the
 * {@linkplain JaasClientBuilder#callTimeout time for the call}; a dial-out is sent at most once, whatever happens.
 *
 * <p>The signer and the transport belong to who made them: close the client first, then those.
 */
public final class JaasClient implements ConferenceManagement, AutoCloseable {

    private static final int MOST_WAITING = 10_000;

    private final AppId appId;
    private final Call.Surroundings surroundings;
    private final Threads threads = new Threads();
    private final Executor callbackExecutor;
    private final BlockingConferenceManagement blocking = new BlockingView(this);
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    JaasClient(JaasClientBuilder settings) {
        Timer timer = settings.timer.get();
        Observers observers = new Observers(settings.observers, threads.observers());
        appId = settings.signer.keyId().appId();
        callbackExecutor = settings.callbackExecutor == null ? threads.callbacks() : settings.callbackExecutor;
        surroundings = new Call.Surroundings(
                settings.transport,
                settings.endpoint,
                UserAgent.VALUE,
                new AdminTokens(
                        settings.signer,
                        settings.tokenLifetime,
                        settings.callTimeout,
                        settings.clock,
                        timer,
                        threads.signing(),
                        observers),
                new Turnstile(settings.transport.maxConcurrentExchanges(), MOST_WAITING),
                new RetryPolicy(settings.maxAttempts, settings.random),
                timer,
                settings.clock,
                observers,
                settings.callTimeout,
                settings.attemptTimeout);
    }

    /**
     * Starts to build a client.
     *
     * @param signer holds the private key, and names the AppID; the caller closes it
     * @param transport carries the requests; the caller closes it
     * @return a builder with defaults for the rest
     */
    public static JaasClientBuilder builder(JwsSigner signer, HttpTransport transport) {
        return new JaasClientBuilder(requireNonNull(signer, "signer"), requireNonNull(transport, "transport"));
    }

    @Override
    public AppId appId() {
        return appId;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        CompletableFuture<CommandReceipt> future = new CompletableFuture<>();
        Call call;
        try {
            call = begin(command);
        } catch (CommandRefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        call.result()
                .whenComplete((receipt, failure) -> callBack(() -> {
                    if (failure == null) {
                        future.complete(receipt);
                    } else {
                        future.completeExceptionally(failure);
                    }
                }));
        future.whenComplete((receipt, failure) -> call.abandon(Call.Abandonment.CANCELLED));
        return future;
    }

    @Override
    public BlockingConferenceManagement blocking() {
        return blocking;
    }

    /**
     * A current admin token, for tools that speak to JaaS by themselves. It may do everything that this client may: hand it
     * to nobody.
     *
     * @return a token that lives longer than one call may take; fails with an {@link IllegalStateException} if the signer
     *     does or the client is closed
     */
    public CompletableFuture<Jwt> adminToken() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("The client is closed."));
        }
        CompletableFuture<Jwt> future = new CompletableFuture<>();
        surroundings
                .tokens()
                .lasting(surroundings.callTimeout())
                .whenComplete((token, failure) -> callBack(() -> {
                    if (failure == null) {
                        future.complete(token.jwt());
                    } else {
                        future.completeExceptionally(
                                new IllegalStateException("There is no admin token: " + failure.getMessage() + "."));
                    }
                }));
        return future;
    }

    /**
     * Ends the client; never blocks, and closing again does nothing. New commands are refused, commands between two attempts
     * end with their last verdict, and exchanges in flight are cancelled, so that what became of them is unknown. The
     * signer and the transport are left open.
     */
    @Override
    public void close() {
        closed = true;
        surroundings.turnstile().close();
        calls.forEach(call -> call.abandon(Call.Abandonment.CLOSED));
        surroundings.tokens().close();
        surroundings.timer().close();
        threads.close();
    }

    /** Starts a call, or throws why it is refused. */
    Call begin(JaasCommand command) {
        if (closed) {
            throw refused(
                    command,
                    CommandRefusedException.Reason.CLIENT_CLOSED,
                    "the client is closed, so make a new one; nothing was sent");
        }
        if (!command.belongsTo(appId)) {
            throw refused(
                    command,
                    CommandRefusedException.Reason.FOREIGN_APP,
                    "it is for the AppID %s, but the client's key belongs to %s; nothing was sent"
                            .formatted(command.appId(), appId));
        }
        Call call = new Call(command, surroundings);
        calls.add(call);
        call.result().whenComplete((receipt, failure) -> calls.remove(call));
        call.start();
        if (closed) {
            call.abandon(Call.Abandonment.CLOSED);
        }
        return call;
    }

    boolean mayBlockCurrentThread() {
        return !InnerThread.isCurrent() && surroundings.transport().mayBlockCurrentThread();
    }

    /** Tells the observers of a refusal, too. */
    CommandRefusedException refused(JaasCommand command, CommandRefusedException.Reason reason, String why) {
        CommandRefusedException refusal =
                new CommandRefusedException(command.name() + " was refused: " + why + ".", command, reason);
        surroundings.observers().tell(observer -> observer.failed(refusal));
        return refusal;
    }

    /** An executor that takes no more work must not keep a caller waiting for ever. */
    private void callBack(Runnable completion) {
        try {
            callbackExecutor.execute(completion);
        } catch (Throwable e) {
            Threads.startOrRun(completion);
        }
    }
}
