package dev.jaas.adapter.bouncycastle;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises formats of keys that have no PEM block. */
final class OtherKeyFormats {

    /** A public key as ssh-keygen writes it (RFC 4253 §6.6 in base64, which always begins so). */
    private static final Pattern PUBLIC_LINE = Pattern.compile("(?m)^\\W*(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]{1,60}\\s+AAAA");

    private static final int MAX_SEARCHED = 1024;

    private OtherKeyFormats() {}

    /**
     * Returns the problem of a content without a BEGIN line.
     *
     * @param text the whole content
     * @param decoded the content decoded from base64, or null if it is not base64
     */
    static UnusableKeyException identify(byte[] text, byte @Nullable [] decoded, KeySource source) {
        if (isDer(text)) {
            return isPkcs12(text) ? source.unusable(KeyProblem.PKCS12) : source.unusable(KeyProblem.DER);
        }
        if (isJavaKeyStore(text)) {
            return source.unusable(KeyProblem.JAVA_KEY_STORE);
        }
        String start = new String(text, 0, Math.min(text.length, MAX_SEARCHED), StandardCharsets.ISO_8859_1);
        if (start.contains("PuTTY-User-Key-File")) {
            return source.unusable(KeyProblem.PUTTY);
        }
        if (start.contains("---- BEGIN SSH2")) {
            return start.contains("PRIVATE KEY")
                    ? source.unusable(KeyProblem.SSH_COM)
                    : source.unusable(KeyProblem.NOT_PRIVATE, "a public key (SSH2)");
        }
        if (PUBLIC_LINE.matcher(start).find()) {
            return source.unusable(KeyProblem.NOT_PRIVATE, "a public key (OpenSSH's line)");
        }
        if (start.contains("{") && start.toLowerCase(Locale.ROOT).contains("\"kty\"")) {
            return source.unusable(KeyProblem.JWK);
        }
        if (PemText.contains(text, "-----END")) {
            return source.unusable(KeyProblem.BEGIN_MISSING);
        }
        return decoded != null && isDer(decoded)
                ? source.unusable(KeyProblem.BARE_BASE64)
                : source.unusable(KeyProblem.NOT_A_KEY);
    }

    /** A SEQUENCE longer than 127 bytes, as every key in DER is. */
    private static boolean isDer(byte[] content) {
        return content.length > 4 && content[0] == 0x30 && content[1] >= (byte) 0x81 && content[1] <= (byte) 0x84;
    }

    /** After the SEQUENCE's head, INTEGER 3 (RFC 7292 §4). */
    private static boolean isPkcs12(byte[] der) {
        int content = 2 + (der[1] & 0x7F);
        return der.length > content + 2 && der[content] == 2 && der[content + 1] == 1 && der[content + 2] == 3;
    }

    private static boolean isJavaKeyStore(byte[] content) {
        return content.length > 4
                && content[0] == (byte) 0xFE
                && content[1] == (byte) 0xED
                && content[2] == (byte) 0xFE
                && content[3] == (byte) 0xED;
    }
}
