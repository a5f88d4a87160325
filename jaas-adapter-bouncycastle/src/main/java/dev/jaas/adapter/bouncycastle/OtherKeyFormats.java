// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Recognises formats of keys that have no PEM block. */
final class OtherKeyFormats {

    /** A public key as ssh-keygen writes it (RFC 4253 §6.6 in base64, which always begins so). */
    private static final Pattern PUBLIC_LINE = Pattern.compile("(?m)^\\W*(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]{1,60}\\s+AAAA");

    /** RFC 7517 §4.1. */
    private static final Pattern JWK_MEMBER = Pattern.compile("(?i)\\bkty\"\\s*:");

    private static final int MAX_SEARCHED = 1024;

    private OtherKeyFormats() {}

    /**
     * Returns the problem of a content without a PEM block.
     *
     * @param content the whole content
     * @param text the content as text
     */
    static UnusableKeyException identify(byte[] content, CharBuffer text, KeySource source) {
        if (isDer(content)) {
            return identifyDer(KeyContent.of(content), KeyProblem.DER, source);
        }
        if (isJavaKeyStore(content)) {
            return source.unusable(KeyProblem.JAVA_KEY_STORE);
        }
        String start =
                text.subSequence(0, Math.min(text.length(), MAX_SEARCHED)).toString();
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
        if (start.contains("{") && JWK_MEMBER.matcher(start).find()) {
            return source.unusable(KeyProblem.JWK);
        }
        return PemText.isBase64(text)
                ? identifyBase64(PemText.base64(text), source)
                : source.unusable(KeyProblem.NOT_A_KEY);
    }

    private static UnusableKeyException identifyBase64(byte[] decoded, KeySource source) {
        try {
            KeyContent kind = KeyContent.of(decoded);
            if (kind == KeyContent.OPENSSH) {
                return source.unusable(KeyProblem.BEGIN_MISSING);
            }
            return isDer(decoded) && kind != KeyContent.PKCS12
                    ? identifyDer(kind, KeyProblem.BARE_BASE64, source)
                    : source.unusable(KeyProblem.NOT_A_KEY);
        } finally {
            Arrays.fill(decoded, (byte) 0);
        }
    }

    private static UnusableKeyException identifyDer(KeyContent kind, KeyProblem encoding, KeySource source) {
        return switch (kind) {
            case PKCS12 -> source.unusable(KeyProblem.PKCS12);
            case PUBLIC_KEY -> source.unusable(KeyProblem.NOT_PRIVATE, "a public key");
            case CERTIFICATE -> source.unusable(KeyProblem.NOT_PRIVATE, "a certificate");
            default -> source.unusable(encoding);
        };
    }

    /** A SEQUENCE longer than 127 bytes, as every key in DER is. */
    private static boolean isDer(byte[] content) {
        return content.length > 4 && content[0] == 0x30 && content[1] >= (byte) 0x81 && content[1] <= (byte) 0x84;
    }

    private static boolean isJavaKeyStore(byte[] content) {
        return content.length > 4
                && content[0] == (byte) 0xFE
                && content[1] == (byte) 0xED
                && content[2] == (byte) 0xFE
                && content[3] == (byte) 0xED;
    }
}
