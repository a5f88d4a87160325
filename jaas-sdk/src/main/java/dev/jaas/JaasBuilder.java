// SPDX-License-Identifier: Apache-2.0
package dev.jaas;

import static java.util.Objects.requireNonNull;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.settings.SettingText;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Jaas}. {@link #keyId} and one of {@link #privateKeyFile} and {@link #privateKey} are required. Of two calls
 * that set the same, the later one counts. Not thread-safe; {@code null} throws a {@link NullPointerException}.
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public final class JaasBuilder {

    private @Nullable KeyId keyId;
    private @Nullable Function<PemJwsSigner.Builder, PemJwsSigner> privateKey;
    private char @Nullable [] passphrase;
    private Supplier<HttpTransport> transport = () -> JdkHttpTransport.create(TransportSettings.defaults());
    private boolean ownsTransport = true;
    private Consumer<JaasClient.Builder> clientSettings = client -> {};

    JaasBuilder() {}

    /**
     * Sets what these variables set: {@value Jaas#KEY_ID_VARIABLE}, {@value Jaas#PRIVATE_KEY_FILE_VARIABLE} or otherwise
     * {@value Jaas#PRIVATE_KEY_VARIABLE}, {@value Jaas#PASSPHRASE_VARIABLE} and {@value Jaas#BASE_URL_VARIABLE}. Blank ones
     * count as not set, all others are ignored. Invisible characters and quotation marks around the key id and the base URL
     * are removed; those around the file name and the passphrase are kept, and named if the file does not exist or the
     * passphrase is wrong.
     *
     * @param variables for example {@link System#getenv()}
     * @return this
     * @throws IllegalArgumentException if a value is invalid; the message names the variable or the kind of value
     */
    public JaasBuilder environment(Map<String, String> variables) {
        requireNonNull(variables, "the map of variables is null");
        ifSet(variables, Jaas.KEY_ID_VARIABLE, value -> keyId(KeyId.parse(SettingText.trim(value))));
        ifSet(variables, Jaas.PRIVATE_KEY_VARIABLE, this::privateKey);
        ifSet(variables, Jaas.PRIVATE_KEY_FILE_VARIABLE, this::privateKeyFile);
        ifSet(variables, Jaas.PASSPHRASE_VARIABLE, value -> passphrase(value.toCharArray()));
        ifSet(variables, Jaas.BASE_URL_VARIABLE, value -> baseUrl(uri(SettingText.trim(value))));
        return this;
    }

    /**
     * Sets the key id.
     *
     * @param id {@code <AppID>/<short id>}, as the API keys page of the JaaS console shows it
     * @return this
     */
    public JaasBuilder keyId(KeyId id) {
        keyId = requireNonNull(id, "the key id is null");
        return this;
    }

    /**
     * Sets the file with the private key, in place of {@link #privateKey}. It is read by {@link #build}.
     *
     * @param file a PEM file of at most 64 KiB
     * @return this
     */
    public JaasBuilder privateKeyFile(Path file) {
        requireNonNull(file, "the private key file is null");
        privateKey = signer -> signer.fromFile(file);
        return this;
    }

    /**
     * Sets the private key itself, in place of {@link #privateKeyFile}.
     *
     * @param pem the text of a PEM file
     * @return this
     */
    public JaasBuilder privateKey(String pem) {
        requireNonNull(pem, "the private key is null: is " + Jaas.PRIVATE_KEY_VARIABLE + " set?");
        privateKey = signer -> signer.fromString(pem);
        return this;
    }

    /**
     * Sets the passphrase of the private key; ignored if that is not encrypted. None by default.
     *
     * @param characters the passphrase; the array is copied
     * @return this
     */
    public JaasBuilder passphrase(char[] characters) {
        passphrase = requireNonNull(characters, "the passphrase is null: is " + Jaas.PASSPHRASE_VARIABLE + " set?")
                .clone();
        return this;
    }

    /**
     * Sets where commands are sent. The default is {@code https://8x8.vc}.
     *
     * @param url as {@link JaasClient.Builder#baseUrl} accepts it, which is asked by {@link #build}
     * @return this
     */
    public JaasBuilder baseUrl(URI url) {
        requireNonNull(url, "the base URL is null");
        return client(client -> client.baseUrl(url));
    }

    /**
     * Sets how the JDK's HTTP client connects. The default is {@link TransportSettings#defaults()}.
     *
     * @param settings connect timeout, connections, proxy and certificates
     * @return this
     */
    public JaasBuilder transport(TransportSettings settings) {
        requireNonNull(settings, "the transport settings are null");
        transport = () -> JdkHttpTransport.create(settings);
        ownsTransport = true;
        return this;
    }

    /**
     * Sets another transport than the JDK's HTTP client. Close it yourself, after the {@link Jaas}.
     *
     * @param ready the transport
     * @return this
     */
    public JaasBuilder transport(HttpTransport ready) {
        requireNonNull(ready, "the transport is null");
        transport = () -> ready;
        ownsTransport = false;
        return this;
    }

    /**
     * Adds settings of the client: timeouts, attempts, observers and the like.
     *
     * <pre>{@code
     * builder.client(client -> client.commandTimeout(Duration.ofSeconds(5)).addObserver(metrics));
     * }</pre>
     *
     * @param settings called by {@link #build} with the client's builder, after those added before
     * @return this
     */
    public JaasBuilder client(Consumer<JaasClient.Builder> settings) {
        clientSettings = clientSettings.andThen(requireNonNull(settings, "the consumer of settings is null"));
        return this;
    }

    /**
     * Reads the private key and opens everything. Nothing is sent.
     *
     * @return to be closed
     * @throws IllegalStateException if the key id or the private key is missing; the message says what to set. Also if a
     *     system property makes the JDK's HTTP client unsafe to use
     * @throws IllegalArgumentException if the private key cannot be used or a setting is invalid; the message says why
     */
    public Jaas build() {
        return Jaas.open(this::signer, transport, ownsTransport, clientSettings);
    }

    private JwsSigner signer() {
        PemJwsSigner.Builder signer = PemJwsSigner.builder(require(
                keyId,
                "The key id is missing: set " + Jaas.KEY_ID_VARIABLE
                        + " or call keyId(…) with the one that the API keys page of the JaaS console shows."));
        Function<PemJwsSigner.Builder, PemJwsSigner> key = require(
                privateKey,
                "The private key is missing: set " + Jaas.PRIVATE_KEY_FILE_VARIABLE + " to its PEM file or "
                        + Jaas.PRIVATE_KEY_VARIABLE + " to its text, or call privateKeyFile(…).");
        if (passphrase != null) {
            signer.passphrase(passphrase);
        }
        return key.apply(signer);
    }

    private static <T> T require(@Nullable T setting, String message) {
        if (setting == null) {
            throw new IllegalStateException(message);
        }
        return setting;
    }

    private static void ifSet(Map<String, String> variables, String name, Consumer<String> setter) {
        String value = variables.get(name);
        if (value != null && !SettingText.isBlank(value)) {
            setter.accept(value);
        }
    }

    private void privateKeyFile(String name) {
        Path file = path(name);
        privateKey = signer -> {
            String missing = SettingText.describeMissing(name);
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(
                        Jaas.PRIVATE_KEY_FILE_VARIABLE + " " + missing + ": set it to the private key's PEM file.");
            }
            return signer.fromFile(file);
        };
    }

    /** The exceptions of the JDK are not passed on: they quote a text that may be a key in the wrong variable. */
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    Jaas.PRIVATE_KEY_FILE_VARIABLE + " is not a path: set it to the private key's PEM file.");
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(Jaas.BASE_URL_VARIABLE + " is not a URL"
                    + SettingText.describeIllegalInUrl(text) + ": set it as in https://8x8.vc.");
        }
    }
}
