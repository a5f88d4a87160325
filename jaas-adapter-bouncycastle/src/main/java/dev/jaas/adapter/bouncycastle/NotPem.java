package dev.jaas.adapter.bouncycastle;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises what people offer as a key that holds no PEM block. */
final class NotPem {

    /** Labels of two public keys that have none. */
    static final String SSH2_PUBLIC_KEY = "SSH2PUBLICKEY";

    static final String SSH_PUBLIC_LINE = "SSHPUBLICLINE";

    /** The public half as ssh-keygen writes it (RFC 4253 §6.6 in base64, which always begins so). */
    private static final Pattern PUBLIC_LINE = Pattern.compile("(?m)^\\W*(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]{1,60}\\s+AAAA");

    private static final int LOOKED_AT = 1024;

    private NotPem() {}

    /**
     * @param text the whole content, which holds no BEGIN line
     * @param decoded what it decodes to if it is base64, otherwise null
     */
    static UnusableKeyException mistake(byte[] text, byte @Nullable [] decoded, Mistakes mistakes) {
        if (isDer(text)) {
            return isPkcs12(text) ? mistakes.pkcs12() : mistakes.der();
        }
        if (isJavaKeyStore(text)) {
            return mistakes.javaKeyStore();
        }
        String start = new String(text, 0, Math.min(text.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (start.contains("PuTTY-User-Key-File")) {
            return mistakes.putty();
        }
        if (start.contains("---- BEGIN SSH2")) {
            return start.contains("PRIVATE KEY") ? mistakes.sshCom() : mistakes.notPrivate(SSH2_PUBLIC_KEY);
        }
        if (PUBLIC_LINE.matcher(start).find()) {
            return mistakes.notPrivate(SSH_PUBLIC_LINE);
        }
        if (start.contains("{") && start.toLowerCase(Locale.ROOT).contains("\"kty\"")) {
            return mistakes.jwk();
        }
        if (PemText.contains(text, "-----END")) {
            return mistakes.beginMissing();
        }
        return decoded != null && isDer(decoded) ? mistakes.bareBase64() : mistakes.notAKey();
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
