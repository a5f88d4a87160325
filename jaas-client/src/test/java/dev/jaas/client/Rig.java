// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static dev.jaas.client.ScriptedTransport.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * A client with everything around it under a test's control. Once it has a {@linkplain #warm token}, whatever happens to a
 * command happens on the thread of the test, futures completing included.
 */
final class Rig implements AutoCloseable {

    /** How long, in real time, a test waits for what must happen soon on another thread: a mutant gets less of it. */
    static final Duration MAX_WAIT = Duration.ofSeconds(Integer.getInteger("dev.jaas.test.timeout", 30));

    /** The client's share of the longest backoff, instead of a random one. */
    static final double JITTER = 0.5;

    final ManualTime time = new ManualTime();
    final ScriptedSigner signer = new ScriptedSigner();
    final RecordingObserver observer = new RecordingObserver();
    final ScriptedTransport transport;
    final JaasClient client;

    Rig() {
        this(32);
    }

    /** A rig whose transport has so many permits. */
    Rig(int permits) {
        this(permits, UnaryOperator.identity());
    }

    Rig(int permits, UnaryOperator<JaasClient.Builder> settings) {
        this(new ScriptedTransport(permits), settings);
    }

    Rig(ScriptedTransport transport, UnaryOperator<JaasClient.Builder> settings) {
        this.transport = transport;
        client = settings.apply(JaasClient.builder(signer, transport)
                        .timer(time)
                        .clock(time.clock())
                        .random(() -> JITTER)
                        .callbackExecutor(Runnable::run)
                        .addObserver(observer))
                .build();
    }

    /** Has a token signed, so that no command waits for one. */
    Rig warm() throws InterruptedException {
        token();
        observer.next(1);
        return this;
    }

    Jwt token() {
        return await(client.tokens().tokenValidFor(JaasClient.Builder.DEFAULT_COMMAND_TIMEOUT))
                .jwt();
    }

    CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        return client.execute(command);
    }

    /** The authorization that a request went out with. */
    String authorization(int request) {
        return transport.requests().get(request).headers().getOrDefault("Authorization", "");
    }

    @Override
    public void close() {
        client.close();
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return fail(e);
        }
    }

    /** Waits for a command to fail, and returns with what: the exception itself, not wrapped. */
    static JaasException failureOf(CompletableFuture<?> future) {
        try {
            return fail("accepted: " + future.get(MAX_WAIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause() instanceof JaasException failure ? failure : fail(e);
        } catch (InterruptedException | TimeoutException e) {
            return fail(e);
        }
    }

    void assertPermitIsFree() {
        transport.then(respond(204));
        assertThat(await(execute(Commands.DIAL_OUT)).status()).isEqualTo(204);
    }

    static void assertJudgedByStatus(CompletableFuture<CommandReceipt> future, int status) {
        assertThat(future).isDone();
        if (status / 100 == 2) {
            assertThat(await(future).status()).isEqualTo(status);
            return;
        }
        JaasException failure = failureOf(future);
        assertThat(failure)
                .isInstanceOf(status / 100 == 4 ? CommandRejectedException.class : DeliveryUnknownException.class);
        assertThat(failure.status()).hasValue(status);
    }
}
