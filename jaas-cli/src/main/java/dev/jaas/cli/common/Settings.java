// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.Jaas;
import dev.jaas.JaasBuilder;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.Redaction;
import dev.jaas.settings.SettingText;
import dev.jaas.spi.TransportSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options and the environment together; an option takes precedence over its variable.
 *
 * @param terminal the environment
 * @param keyIdOption {@code --key-id}, or null; the others likewise
 * @param privateKeyOption {@code --private-key}
 * @param baseUrlOption {@code --base-url}
 * @param timeout {@code --timeout}
 */
@SuppressWarnings("exports") // JSpecify is optional
public record Settings(
        Terminal terminal,
        @Nullable String keyIdOption,
        @Nullable String privateKeyOption,
        @Nullable String baseUrlOption,
        @Nullable Duration timeout) {

    private static final String CORRECT_THE_FILE = "correct --private-key or " + Jaas.PRIVATE_KEY_FILE_VARIABLE + ".";
    private static final int MAX_PATH = 255; // the longest that is shown
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");
    private static final Duration PAUSES = Duration.ofSeconds(1); // between the attempts of one command, all together

    /**
     * The key id.
     *
     * @return the key id
     * @throws UsageException if it is missing
     * @throws dev.jaas.domain.InvalidValueException if it is not a key id
     */
    public KeyId keyId() {
        return KeyId.parse(setting(keyIdOption, "The key id", "--key-id", Jaas.KEY_ID_VARIABLE)
                .map(SettingText::trim)
                .orElseThrow(() -> new UsageException(
                        "Missing key id",
                        "set --key-id or " + Jaas.KEY_ID_VARIABLE
                                + " to the one that the API keys page of the JaaS console"
                                + " shows (vpaas-magic-cookie-…/…).")));
    }

    /**
     * Reads the private key.
     *
     * @param keyId the key id that the signer is for
     * @return to be closed
     * @throws UsageException if there is no key
     * @throws dev.jaas.adapter.bouncycastle.UnusableKeyException if it cannot be used
     */
    public PemJwsSigner signer(KeyId keyId) {
        PemJwsSigner.Builder signer = PemJwsSigner.builder(keyId);
        passphrase().ifPresent(signer::passphrase);
        Optional<Path> file = keyFile();
        return file.isPresent() ? signer.fromFile(file.get()) : signer.fromString(keyText());
    }

    /**
     * The private key's file.
     *
     * @return a file that exists; empty if the key is not in a file
     * @throws UsageException if there is no such file
     */
    public Optional<Path> keyFile() {
        return setting(privateKeyOption, "The private key's file name", "--private-key", Jaas.PRIVATE_KEY_FILE_VARIABLE)
                .map(Settings::path);
    }

    /**
     * Where commands are sent.
     *
     * @return the URL, not yet judged by the client; empty for the client's default
     * @throws UsageException if it is not a URL
     */
    public Optional<URI> baseUrl() {
        return setting(baseUrlOption, "The base URL", "--base-url", Jaas.BASE_URL_VARIABLE)
                .map(SettingText::trim)
                .map(Settings::uri);
    }

    /**
     * How long one attempt may take.
     *
     * @return {@code --timeout}, or the client's default
     */
    public Duration attemptTimeout() {
        return timeout == null ? JaasClient.Builder.DEFAULT_ATTEMPT_TIMEOUT : timeout;
    }

    /**
     * How the transport connects. The connect timeout ends before the attempt does, so that a command that never connected
     * is known to be not delivered.
     *
     * @return the defaults, with three quarters of the attempt's time to connect: a program that has just started loads its
     *     HTTP stack in that time, too
     */
    public TransportSettings transportSettings() {
        Duration connect = attemptTimeout().multipliedBy(3).dividedBy(4);
        return TransportSettings.builder().connectTimeout(connect).build();
    }

    /**
     * Everything that is needed to send a command, but for the transport.
     *
     * @param repeatable whether it is for commands that may be sent again: as {@link #configure}
     * @return a builder
     */
    public JaasBuilder jaas(boolean repeatable) {
        JaasBuilder jaas = Jaas.builder().keyId(keyId());
        keyFile().ifPresentOrElse(jaas::privateKeyFile, () -> jaas.privateKey(keyText()));
        passphrase().ifPresent(jaas::passphrase);
        return jaas.client(client -> configure(client, repeatable));
    }

    /**
     * Sets a client's base URL, clock and timeouts.
     *
     * @param client the client's builder
     * @param repeatable whether it is for commands that may be sent again: then there is time for every attempt and the
     *     pauses between them. A dial-out's one attempt has the whole time of the command, so that is the attempt's.
     * @throws UsageException if the client refuses the base URL
     */
    public void configure(JaasClient.Builder client, boolean repeatable) {
        baseUrl().ifPresent(url -> setBaseUrl(client, url));
        client.clock(terminal.clock());
        if (timeout != null) {
            Duration attempts = timeout.multipliedBy(JaasClient.Builder.DEFAULT_MAX_ATTEMPTS);
            client.attemptTimeout(timeout).commandTimeout(repeatable ? attempts.plus(PAUSES) : timeout);
        }
    }

    /**
     * Sets a client's base URL, by the client's own rule.
     *
     * @param client the client's builder
     * @param url the URL
     * @throws UsageException if the client refuses the URL
     */
    public static void setBaseUrl(JaasClient.Builder client, URI url) {
        try {
            client.baseUrl(url);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** A blank option is an unset shell variable: the environment may mean another account. */
    private Optional<String> setting(@Nullable String option, String subject, String optionName, String variable) {
        if (option != null && SettingText.isBlank(option)) {
            throw new UsageException(
                    subject + " is empty", "correct " + optionName + ", or leave it out and set " + variable + ".");
        }
        return Optional.ofNullable(option).or(() -> terminal.variable(variable));
    }

    private Optional<char[]> passphrase() {
        return terminal.variable(Jaas.PASSPHRASE_VARIABLE).map(String::toCharArray);
    }

    private String keyText() {
        return terminal.variable(Jaas.PRIVATE_KEY_VARIABLE)
                .orElseThrow(() -> new UsageException(
                        "Missing private key",
                        "set --private-key or " + Jaas.PRIVATE_KEY_FILE_VARIABLE + " to its PEM file, or "
                                + Jaas.PRIVATE_KEY_VARIABLE + " to the PEM text itself."));
    }

    private static Path path(String file) {
        if (file.contains("-----BEGIN")) {
            throw new UsageException(
                    "--private-key and " + Jaas.PRIVATE_KEY_FILE_VARIABLE + " expect a file name",
                    "put the PEM text itself into " + Jaas.PRIVATE_KEY_VARIABLE + ".");
        }
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("The private key's file name is invalid", CORRECT_THE_FILE);
        }
        String missing = SettingText.describeMissing(file);
        if (!missing.isEmpty() && isPrintable(SettingText.trim(file))) {
            throw new UsageException("The private key's file name " + missing, CORRECT_THE_FILE);
        }
        if (!Files.exists(path)) {
            throw isPrintable(file)
                    ? new UsageException("The private key's file " + path + " does not exist", CORRECT_THE_FILE)
                    : new UsageException(
                            "The private key's file does not exist, and its name is not shown, since it does not look"
                                    + " like one",
                            "correct --private-key or " + Jaas.PRIVATE_KEY_FILE_VARIABLE
                                    + "; the PEM text itself goes into " + Jaas.PRIVATE_KEY_VARIABLE + ".");
        }
        return path;
    }

    /** A name that is too long, has control characters or looks like a secret may be the key itself, for example as base64. */
    private static boolean isPrintable(String file) {
        String names = file.startsWith("/") ? file.replace('/', ' ') : file; // a long path is not a long run of base64
        return file.length() <= MAX_PATH && !UNPRINTABLE.matcher(file).find() && !Redaction.looksSecret(names);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException(
                    "The base URL is not a URL" + SettingText.describeIllegalInUrl(text),
                    "set --base-url as in https://8x8.vc.");
        }
    }
}
