// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.Jaas;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.ShellText;
import dev.jaas.cli.common.UsageException;
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
 * Checks the key id and the private key, independently of each other.
 *
 * @param settings where they are
 */
record KeyChecks(Settings settings) {

    /** Why other checks were skipped. */
    static final String UNUSABLE = "the private key cannot be used";

    private static final String KEY_ID = "key id";
    private static final String PRIVATE_KEY = "private key";
    private static final String KEY_FILE = "key file";
    private static final String PUBLIC_KEY = "public key";

    private static final Pattern USUAL_KEY_ID = Pattern.compile("vpaas-magic-cookie-[0-9a-f]{32}/.*");

    /** Stands in for a key id that cannot be used. */
    static final KeyId NO_KEY_ID = KeyId.parse("vpaas-magic-cookie-none/none");

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    CheckResult<KeyId> keyId() {
        KeyId keyId;
        try {
            keyId = settings.keyId();
        } catch (UsageException | InvalidValueException e) {
            return new CheckResult<>(
                    Check.finding(
                            KEY_ID,
                            e,
                            "JaaS looks up the public key by the complete key id, <AppID>/<short id>, and responds with 401"
                                    + " if it finds none. Nothing is sent until the key id is complete.",
                            "copy the complete key id from the API keys page of the JaaS console to --key-id or JAAS_KEY_ID."),
                    null);
        }
        return new CheckResult<>(judge(keyId), keyId);
    }

    private static Check judge(KeyId keyId) {
        if (keyId.shortId().endsWith("-SAMPLE_APP")) {
            return Check.note(
                    KEY_ID,
                    keyId + " is the key id of 8x8's sample application",
                    "It belongs to that application's key pair: JaaS responds with 401 to tokens signed with any other key,"
                            + " such as one that you made.",
                    "add the public key of your own pair on the API keys page of the JaaS console, and use the key id that"
                            + " it gets there.");
        }
        return USUAL_KEY_ID.matcher(keyId.value()).matches()
                ? Check.ok(KEY_ID, keyId.value())
                : Check.note(
                        KEY_ID,
                        keyId + " is well-formed, but the AppID of an account has 32 hexadecimal digits",
                        "JaaS responds with 401 if any part of it is missing or wrong.",
                        "copy it again from the API keys page of the JaaS console, unless it is a simulator's.");
    }

    /** The caller closes the signer. */
    CheckResult<PemJwsSigner> privateKey(@Nullable KeyId keyId) {
        PemJwsSigner signer;
        try {
            signer = settings.signer(keyId == null ? NO_KEY_ID : keyId);
        } catch (UsageException | UnusableKeyException e) {
            return new CheckResult<>(
                    Check.finding(
                            PRIVATE_KEY,
                            e,
                            "Without it no token can be signed, so nothing is sent: JaaS responds with 401 to requests without"
                                    + " a token.",
                            ""),
                    null);
        }
        String source = settings.keyFile().map(Path::toString).orElse(Jaas.PRIVATE_KEY_VARIABLE);
        int bits = signer.publicKey().getModulus().bitLength();
        return new CheckResult<>(Check.ok(PRIVATE_KEY, "RSA, " + bits + " bits, from " + source), signer);
    }

    /** Checks who can read the key file. This never causes a 401, so it is never a finding. */
    Check keyFile(@Nullable PemJwsSigner signer) {
        if (signer == null) {
            return Check.notChecked(KEY_FILE, UNUSABLE);
        }
        Optional<Path> file = settings.keyFile();
        if (file.isEmpty()) {
            return Check.notChecked(KEY_FILE, "the key is in " + Jaas.PRIVATE_KEY_VARIABLE + " and not in a file");
        }
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file.get());
        } catch (IOException | UnsupportedOperationException e) {
            return Check.notChecked(
                    KEY_FILE, "its permissions cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        String shown = PosixFilePermissions.toString(permissions);
        if (OWNER_ONLY.containsAll(permissions)) {
            return Check.ok(KEY_FILE, "accessible to its owner only (" + shown + ")");
        }
        return Check.note(
                KEY_FILE,
                file.get() + " is accessible to other users (" + shown + ")",
                "Harmless for authentication, but anyone who can read this file can act as you.",
                "chmod 600 -- " + new ShellText().word(file.get().toString()));
    }

    static Check publicKey(@Nullable PemJwsSigner signer) {
        return signer == null
                ? Check.notChecked(PUBLIC_KEY, UNUSABLE)
                : Check.ok(PUBLIC_KEY, "SHA-256 " + fingerprint(signer.publicKey()));
    }

    /** The SHA-256 of the DER SubjectPublicKeyInfo, which openssl writes with {@code -pubout -outform DER}. */
    private static String fingerprint(RSAPublicKey publicKey) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
