package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.client.JaasClientBuilder;
import dev.jaas.domain.KeyId;
import dev.jaas.port.driven.HttpTransport;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.port.driven.TransportSettings;
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
 * What the options and the environment say together; an option goes before its variable.
 *
 * @param terminal the environment
 * @param keyIdOption {@code --key-id}, or null; the others likewise
 * @param privateKeyOption {@code --private-key}
 * @param baseUrlOption {@code --base-url}
 * @param timeout {@code --timeout}
 * @param narrator for {@code --verbose}
 */
record Settings(
        Terminal terminal,
        @Nullable String keyIdOption,
        @Nullable String privateKeyOption,
        @Nullable String baseUrlOption,
        @Nullable Duration timeout,
        @Nullable Narrator narrator) {

    /** The variable that holds the key itself. */
    static final String KEY_TEXT = "JAAS_PRIVATE_KEY";

    static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10); // the client's default

    private static final String CORRECT_THE_FILE = "correct --private-key, or JAAS_PRIVATE_KEY_FILE.";
    private static final int LONGEST_PATH = 255; // of those that are shown, as the signer does
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

    private static final int ATTEMPTS = 3;
    private static final Duration ATTEMPT = Duration.ofSeconds(4); // the client's default
    private static final Duration PAUSES = Duration.ofSeconds(1);

    KeyId keyId() {
        return KeyId.parse(Optional.ofNullable(keyIdOption)
                .or(() -> terminal.variable("JAAS_KEY_ID"))
                .orElseThrow(() -> new UsageException(
                        "There is no key id",
                        "give --key-id or set JAAS_KEY_ID to the one that the API keys page of the JaaS console shows"
                                + " (vpaas-magic-cookie-…/…).")));
    }

    JwsSigner signer() {
        return signer(keyId());
    }

    PemJwsSigner signer(KeyId keyId) {
        PemJwsSigner.Builder signer = PemJwsSigner.builder(keyId);
        terminal.variable("JAAS_PRIVATE_KEY_PASSPHRASE")
                .map(String::toCharArray)
                .ifPresent(signer::passphrase);
        Optional<Path> file = keyFile();
        if (file.isPresent()) {
            return signer.fromFile(file.get());
        }
        return signer.fromString(terminal.variable(KEY_TEXT)
                .orElseThrow(() -> new UsageException(
                        "There is no private key",
                        "give --private-key FILE, or set JAAS_PRIVATE_KEY_FILE to the file or JAAS_PRIVATE_KEY to the"
                                + " PEM text itself.")));
    }

    /** The private key's file, which exists; empty if the key is not in one. */
    Optional<Path> keyFile() {
        return Optional.ofNullable(privateKeyOption)
                .or(() -> terminal.variable("JAAS_PRIVATE_KEY_FILE"))
                .map(Settings::path);
    }

    /** Where commands are sent; empty for the client's default. */
    Optional<URI> baseUrl() {
        return Optional.ofNullable(baseUrlOption)
                .or(() -> terminal.variable("JAAS_BASE_URL"))
                .map(Settings::uri);
    }

    Duration attemptTimeout() {
        return timeout == null ? ATTEMPT : timeout;
    }

    /** Connecting and the TLS handshake together end before the attempt does, so that it is known where it got stuck. */
    TransportSettings transport() {
        Duration connect = attemptTimeout().multipliedBy(2).dividedBy(5);
        TransportSettings defaults = TransportSettings.defaults();
        return connect.compareTo(defaults.connectTimeout()) < 0 ? defaults.withConnectTimeout(connect) : defaults;
    }

    /**
     * The client.
     *
     * @param repeatable whether it is for commands that may be sent again: then there is time for every attempt and the
     *     pauses between them. A dial-out's one attempt has the whole time of the call, so that is the attempt's.
     */
    JaasClient client(JwsSigner signer, HttpTransport transport, boolean repeatable) {
        try {
            JaasClientBuilder client = JaasClient.builder(signer, transport)
                    .clock(terminal.clock())
                    .tokenLifetime(TOKEN_LIFETIME)
                    .maxAttempts(ATTEMPTS);
            baseUrl().ifPresent(client::baseUrl);
            Optional.ofNullable(timeout)
                    .ifPresent(limit -> client.attemptTimeout(limit)
                            .callTimeout(
                                    repeatable ? limit.multipliedBy(ATTEMPTS).plus(PAUSES) : limit));
            Optional.ofNullable(narrator).ifPresent(client::addObserver);
            return client.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Path path(String file) {
        if (file.isBlank()) { // as "$FILE" is where FILE is not set; it would be this directory
            throw new UsageException("The name of the private key's file is empty", CORRECT_THE_FILE);
        }
        if (file.contains("-----BEGIN")) {
            throw new UsageException(
                    "--private-key and JAAS_PRIVATE_KEY_FILE take a file's name",
                    "put the PEM text itself into JAAS_PRIVATE_KEY.");
        }
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("The private key's file has a name that cannot exist", CORRECT_THE_FILE);
        }
        if (!Files.exists(path)) {
            throw isPrintable(file)
                    ? new UsageException("The private key's file %s does not exist".formatted(path), CORRECT_THE_FILE)
                    : new UsageException(
                            "The private key's file does not exist, and its name is not shown, since it does not look"
                                    + " like one",
                            "correct --private-key, or JAAS_PRIVATE_KEY_FILE; the PEM text itself goes into"
                                    + " JAAS_PRIVATE_KEY.");
        }
        return path;
    }

    /** A name that is longer than that, or has control characters, may be the key itself, as base64 for one. */
    private static boolean isPrintable(String file) {
        return file.length() <= LONGEST_PATH && !UNPRINTABLE.matcher(file).find();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException("The base URL is not a URL", "give --base-url as in https://8x8.vc.");
        }
    }
}
