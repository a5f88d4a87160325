// SPDX-License-Identifier: Apache-2.0
package dev.jaas;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Manages the conferences of one AppID: a {@link JaasClient} with its signer, which reads the private key from a PEM file,
 * and its transport, the JDK's HTTP client. Create one when the application starts, share it between all threads, and close
 * it when the application ends.
 *
 * <pre>{@code
 * try (Jaas jaas = Jaas.fromEnvironment()) {
 *     jaas.blocking().kick(jaas.conference("standup"), ParticipantId.parse("f0aa9e1e"));
 * }
 * }</pre>
 *
 * <p>For another signer or several clients on one transport, use {@link JaasClient#builder} instead. Thread-safe.
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public final class Jaas implements ConferenceManagement, AutoCloseable {

    /** The variable with the key id, {@code <AppID>/<short id>}: {@value}. */
    public static final String KEY_ID_VARIABLE = "JAAS_KEY_ID";

    /** The variable with the path of the private key's PEM file: {@value}. It takes precedence over the text. */
    public static final String PRIVATE_KEY_FILE_VARIABLE = "JAAS_PRIVATE_KEY_FILE";

    /** The variable with the private key's PEM text itself: {@value}. */
    public static final String PRIVATE_KEY_VARIABLE = "JAAS_PRIVATE_KEY";

    /** The variable with the passphrase of an encrypted private key: {@value}. */
    public static final String PASSPHRASE_VARIABLE = "JAAS_PRIVATE_KEY_PASSPHRASE";

    /** The variable with the base URL: {@value}. */
    public static final String BASE_URL_VARIABLE = "JAAS_BASE_URL";

    private final JwsSigner signer;
    private final @Nullable HttpTransport ownTransport;
    private final JaasClient client;

    private Jaas(JwsSigner signer, @Nullable HttpTransport ownTransport, JaasClient client) {
        this.signer = signer;
        this.ownTransport = ownTransport;
        this.client = client;
    }

    /**
     * Connects with the settings in the environment variables {@value #KEY_ID_VARIABLE}; {@value #PRIVATE_KEY_FILE_VARIABLE}
     * or {@value #PRIVATE_KEY_VARIABLE}; and, if set, {@value #PASSPHRASE_VARIABLE} and {@value #BASE_URL_VARIABLE}. They are
     * those of the {@code jaas} program. A blank variable counts as not set.
     *
     * @return to be closed
     * @throws IllegalStateException if a required variable is not set; the message names it
     * @throws IllegalArgumentException if a value is invalid or the private key cannot be used; the message says why
     */
    public static Jaas fromEnvironment() {
        return builder().environment(System.getenv()).build();
    }

    /**
     * Connects to {@code https://8x8.vc} with a private key that is not encrypted.
     *
     * @param keyId the key id, as the API keys page of the JaaS console shows it
     * @param privateKey the PEM file with the private key
     * @return to be closed
     * @throws IllegalArgumentException if the private key cannot be used; the message says why
     */
    public static Jaas connect(KeyId keyId, Path privateKey) {
        return builder().keyId(keyId).privateKeyFile(privateKey).build();
    }

    /**
     * Starts with nothing set: a key id and a private key are required.
     *
     * @return a new builder
     */
    public static JaasBuilder builder() {
        return new JaasBuilder();
    }

    /** Opens signer, transport and client; if one of them cannot be opened, closes those that were. */
    static Jaas open(
            Supplier<? extends JwsSigner> signers,
            Supplier<? extends HttpTransport> transports,
            boolean ownsTransport,
            Consumer<JaasClient.Builder> clientSettings) {
        JwsSigner signer = signers.get();
        HttpTransport ownTransport = null;
        try {
            HttpTransport transport = transports.get();
            ownTransport = ownsTransport ? transport : null;
            JaasClient.Builder client = JaasClient.builder(signer, transport);
            clientSettings.accept(client);
            return new Jaas(signer, ownTransport, client.build());
        } catch (RuntimeException | Error e) {
            closeAfter(e, ownTransport);
            closeAfter(e, signer);
            throw e;
        }
    }

    @Override
    public AppId appId() {
        return client.appId();
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        return client.execute(command);
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command, Executor callbackExecutor) {
        return client.execute(command, callbackExecutor);
    }

    @Override
    public BlockingConferenceManagement blocking() {
        return client.blocking();
    }

    /**
     * Refuses new commands, lets those that were accepted end, then closes as {@link #close()} does. Use it in a rolling
     * deployment, so that no dial-out in flight ends as unknown. Returns at once.
     *
     * @param grace how long commands may take to end; those that have not ended by then end as by {@link #close()}
     * @return completes when everything is closed, on any thread; {@code join()} it before the JVM exits
     */
    public CompletableFuture<@Nullable Void> shutdown(Duration grace) {
        return client.shutdown(grace).whenComplete((nothing, failure) -> close());
    }

    /**
     * Closes the client, then the transport (unless it was passed in), then the signer, which wipes the key. Commands in flight end at once, and
     * their exceptions say whether they may have taken effect. Never blocks; closing again does nothing.
     */
    @Override
    public void close() {
        try (signer;
                ownTransport) { // closed in reverse order, after the client
            client.close();
        }
    }

    /**
     * The object without secrets.
     *
     * @return the AppID
     */
    @Override
    public String toString() {
        return "Jaas[" + appId() + "]";
    }

    private static void closeAfter(Throwable failure, @Nullable AutoCloseable opened) {
        if (opened != null) {
            try {
                opened.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
