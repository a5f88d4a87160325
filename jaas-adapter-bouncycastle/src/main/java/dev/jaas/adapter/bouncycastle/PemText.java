// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds PEM blocks (RFC 7468) and base64 in a text, whatever surrounds them and whatever happened to their white space. */
final class PemText {

    /** White space may have been removed. */
    private static final String PRIVATE_KEY =
            "_(?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|ANY)_)?PRIVATE_KEY".replace("_", "\\s{0,8}");

    /** At the start of a line or a value, and at most hyphens after it: a BEGIN line or END line that lost its hyphens. */
    private static final String ALONE =
            "(?<=(?:^|[\\r\\n=:])[ \\t>|\"']{0,16})(?=(?:BEGIN|END)" + PRIVATE_KEY + "[ \\t]*(?:[-\\r\\n\"']|$))";

    /**
     * BEGIN or END with its label, and the hyphens after it, after a hyphen or several. A label that is not known ends at a
     * hyphen or, if it is cut off, at the end of the line.
     */
    private static final Pattern ARMOUR = Pattern.compile("(?i)(?:(?<=-\\s{0,4})|" + ALONE + ")(BEGIN|END)("
            + PRIVATE_KEY
            + "(?! {0,4}[A-Z0-9 ]{1,20}-)"
            + "|[^-\\r\\n]{0,60}(?=-)|[^-]{0,60}(?=-)|[^-\\r\\n]{0,60}(?=[\\r\\n]|$))[-\\s]*+");

    private static final String DIGITS = "[A-Za-z0-9+/_-]";
    private static final String DIGITS_AND_GAPS = "[A-Za-z0-9+/_\\s-]";

    /** Longer than any word, key id or hash in hexadecimal digits; every line of base64 but the last has at least 64 digits. */
    private static final Pattern BASE64 = Pattern.compile(DIGITS + "{60}" + DIGITS_AND_GAPS + "*+=*+");

    private static final Pattern ONLY_BASE64 = Pattern.compile("[\\s\"']*+" + DIGITS_AND_GAPS + "{60,}+=*+[\\s\"']*+");

    private static final Pattern ENCRYPTED = Pattern.compile("(?i)Proc-Type|DEK-Info");

    private static final Pattern NOT_IN_LABEL = Pattern.compile("[^A-Z0-9]");

    private PemText() {}

    /** Returns all blocks in order, including those of private keys whose BEGIN line or END line is missing. */
    static List<PemBlock> blocks(CharBuffer text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher armour = ARMOUR.matcher(text);
        String open = null;
        int start = 0;
        while (armour.find()) {
            String label = label(armour.group(2));
            if (label.startsWith("SSH2")) {
                continue; // another format, whose lines are similar
            }
            CharBuffer body = text.subSequence(start, withoutHyphens(text, start, armour.start()));
            boolean begin = armour.group(1).equalsIgnoreCase("BEGIN");
            if (open != null && !begin) {
                blocks.add(PemBlock.complete(open, body));
            } else if (!isBlank(body)) {
                if (open != null) {
                    blocks.add(PemBlock.withoutEnd(open));
                } else if (!begin && PemBlock.isPrivateKey(label)) {
                    blocks.add(PemBlock.withoutBegin(label));
                }
            }
            open = begin ? label : null;
            start = armour.end();
        }
        if (open != null && (blocks.isEmpty() || !isBlank(text.subSequence(start, text.length())))) {
            blocks.add(PemBlock.withoutEnd(open));
        }
        return blocks;
    }

    /** Whether a body has the headers of OpenSSL's legacy encryption. */
    static boolean isEncrypted(CharSequence body) {
        return ENCRYPTED.matcher(body).find();
    }

    /** Decodes each part of a text that looks like base64 of more than a line, one after the other; null if there is none. */
    static byte @Nullable [] decodedBase64(CharBuffer text) {
        if (isBase64(text)) {
            return base64(text);
        }
        Matcher base64 = BASE64.matcher(text);
        WipedStream out = new WipedStream(text.length());
        while (base64.find()) {
            byte[] decoded = base64(text.subSequence(base64.start(), base64.end()));
            out.write(decoded, 0, decoded.length);
            out.write('\n');
            Arrays.fill(decoded, (byte) 0);
        }
        try {
            return out.size() == 0 ? null : out.toByteArray();
        } finally {
            out.wipe();
        }
    }

    /** Whether a text is nothing but base64, white space and quotes. */
    static boolean isBase64(CharBuffer text) {
        return ONLY_BASE64.matcher(text).matches();
    }

    /**
     * Decodes base64 or base64url (RFC 4648 §4 and 5) up to its padding, and ignores all other characters: the content shows
     * whether they belonged to it.
     */
    static byte[] base64(CharSequence body) {
        byte[] digits = new byte[body.length()];
        int length = 0;
        for (int i = 0; i < body.length() && body.charAt(i) != '='; i++) {
            char c = body.charAt(i);
            if (c == '-' || c == '+') {
                digits[length++] = '+';
            } else if (c == '_' || c == '/') {
                digits[length++] = '/';
            } else if (c < '\u0080' && Character.isLetterOrDigit(c)) {
                digits[length++] = (byte) c;
            }
        }
        // One digit more than a multiple of four holds six bits, which is no byte.
        byte[] exact = Arrays.copyOf(digits, length % 4 == 1 ? length - 1 : length);
        try {
            return Base64.getDecoder().decode(exact);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(exact, (byte) 0);
        }
    }

    /** Where a body ends whose END line begins at {@code end}, after its hyphens. */
    private static int withoutHyphens(CharBuffer text, int start, int end) {
        int last = end;
        while (last > start && (text.get(last - 1) == '-' || Character.isWhitespace(text.get(last - 1)))) {
            last--;
        }
        return last;
    }

    /** The label without white space, since that is lost when all white space is removed from a file. */
    private static String label(String text) {
        return NOT_IN_LABEL.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("");
    }

    /** Whether a text holds no letter or digit. */
    private static boolean isBlank(CharBuffer text) {
        return text.chars().noneMatch(Character::isLetterOrDigit);
    }

    /** A stream whose array can be wiped, since it never grows. */
    private static final class WipedStream extends ByteArrayOutputStream {

        WipedStream(int capacity) {
            super(capacity);
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
