package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key id and the private key, each looked at whatever became of the other.
 *
 * @param settings where they are
 */
record KeyChecks(Settings settings) {

    /** Why something else was not looked at. */
    static final String UNUSABLE = "the private key cannot be used";

    private static final String KEY_ID = "key id";
    private static final String PRIVATE_KEY = "private key";
    private static final String KEY_FILE = "key file";
    private static final String PUBLIC_KEY = "public key";

    private static final Pattern USUAL = Pattern.compile("vpaas-magic-cookie-[0-9a-f]{32}/.*");

    /** To read a key with when there is no id to read it for. */
    static final KeyId NO_KEY_ID = KeyId.parse("vpaas-magic-cookie-none/none");

    private static final Set<PosixFilePermission> OF_THE_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    Examined<KeyId> keyId() {
        KeyId keyId;
        try {
            keyId = settings.keyId();
        } catch (UsageException | InvalidValueException e) {
            return new Examined<>(
                    Check.finding(
                            KEY_ID,
                            e,
                            "JaaS looks up the public key by the whole key id, whose first half is the AppID, and answers"
                                    + " 401 to any other. Nothing is sent until it is whole.",
                            "copy the whole key id from the API keys page of the JaaS console to --key-id or JAAS_KEY_ID."),
                    null);
        }
        Check check = USUAL.matcher(keyId.value()).matches()
                ? Check.ok(KEY_ID, keyId.value())
                : Check.note(
                        KEY_ID,
                        keyId + " is well formed, but the AppID of an account has 32 digits of 0-9 and a-f",
                        "JaaS answers 401 if part of it is missing or changed.",
                        "unless it is a simulator's, copy it again from the API keys page of the JaaS console.");
        return new Examined<>(check, keyId);
    }

    /** The caller closes the signer. */
    Examined<PemJwsSigner> privateKey(@Nullable KeyId keyId) {
        PemJwsSigner signer;
        try {
            signer = settings.signer(keyId == null ? NO_KEY_ID : keyId);
        } catch (UsageException | UnusableKeyException e) {
            return new Examined<>(
                    Check.finding(
                            PRIVATE_KEY,
                            e,
                            "No token can be signed without it, so nothing is sent: JaaS answers 401 to a request without"
                                    + " a token.",
                            ""),
                    null);
        }
        String source = settings.keyFile().map(Path::toString).orElse(Settings.KEY_TEXT);
        int bits = signer.publicKey().getModulus().bitLength();
        return new Examined<>(Check.ok(PRIVATE_KEY, "RSA of %d bits, in %s".formatted(bits, source)), signer);
    }

    /** Who else may use a key that can be used. This never makes a 401, so it is no finding. */
    Check keyFile(@Nullable PemJwsSigner signer) {
        if (signer == null) {
            return Check.notChecked(KEY_FILE, UNUSABLE);
        }
        Optional<Path> file = settings.keyFile();
        if (file.isEmpty()) {
            return Check.notChecked(KEY_FILE, "the key is in " + Settings.KEY_TEXT + " and not in a file");
        }
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file.get());
        } catch (IOException | UnsupportedOperationException e) {
            return Check.notChecked(
                    KEY_FILE, "its permissions cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        String shown = PosixFilePermissions.toString(permissions);
        if (OF_THE_OWNER.containsAll(permissions)) {
            return Check.ok(KEY_FILE, "its owner's alone (" + shown + ")");
        }
        return Check.note(
                KEY_FILE,
                "%s is not its owner's alone (%s)".formatted(file.get(), shown),
                "This makes no 401, but who has the key can do all that you can.",
                "chmod 600 -- " + new Shell().word(file.get().toString()));
    }

    static Check publicKey(@Nullable PemJwsSigner signer) {
        return signer == null
                ? Check.notChecked(PUBLIC_KEY, UNUSABLE)
                : Check.ok(PUBLIC_KEY, "SHA-256 " + fingerprint(signer.publicKey()));
    }

    /** Of the DER SubjectPublicKeyInfo, which openssl writes with {@code -pubout -outform DER}. */
    private static String fingerprint(RSAPublicKey publicKey) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
