// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into ASCII text, without what editors, shells, environment variables, JSON, XML, URLs and source code do to a
 * text. The result is a buffer over one array, since a {@code String} cannot be wiped.
 */
final class KeyText {

    /**
     * Escapes, none of which can be part of base64: a backslash or several, alone (such as before a line break) or with a
     * letter or a code (JSON, Java, C, YAML); a byte after a per cent sign (RFC 3986 §2.1), of which the dashes have three;
     * a numeric character reference of XML; the padding of base64 in quoted-printable (RFC 2045 §6.7); the gap between two string literals.
     */
    private static final Pattern ESCAPE = Pattern.compile("\\\\++(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([nrtf])|)"
            + "|%(?:E2%80%9[0-5]|E2%88%92)"
            + "|%([0-9A-Fa-f]{2})"
            + "|&#[xX]0{0,4}([0-9A-Fa-f]{1,4});"
            + "|&#0{0,4}([0-9]{1,5});"
            + "|=(3D)"
            + "|\"\\s*+[+,.&]?\\s*+\"");

    /** In application/x-www-form-urlencoded. */
    private static final Pattern FORM = Pattern.compile("(?i)PRIVATE\\+KEY");

    private static final int LETTER_GROUP = 3;
    private static final int DECIMAL_GROUP = 6;

    /** A text escaped twice has the second escape inside the first, unless both use backslashes. */
    private static final int MAX_PASSES = 4;

    /** Editors on Windows write their dashes so, which is not UTF-8. */
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D";
    private static final String QUOTES = "\u2018\u2019\u201A\u201C\u201D\u201E\u00AB\u00BB";

    private KeyText() {}

    /** Returns a new buffer, which the caller wipes. */
    static CharBuffer of(byte[] raw) {
        CharBuffer text = characters(raw);
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            withoutPlusSigns(text);
            CharBuffer unescaped = withoutEscapes(text);
            boolean last = unescaped.length() == text.length();
            wipe(text);
            text = unescaped;
            if (last) {
                break;
            }
        }
        return text;
    }

    static void wipe(CharBuffer text) {
        Arrays.fill(text.array(), '\0');
    }

    private static CharBuffer characters(byte[] raw) {
        CharBuffer text = CharBuffer.allocate(raw.length);
        Charset utf16 = utf16(raw);
        CharsetDecoder decoder = utf16 == null
                ? StandardCharsets.UTF_8.newDecoder()
                : utf16.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        ByteBuffer in = ByteBuffer.wrap(raw);
        while (decoder.decode(in, text, true).isError()) {
            text.put(WINDOWS.decode(in.slice(in.position(), 1)));
            in.position(in.position() + 1);
        }
        text.flip();
        for (int i = 0; i < text.length(); i++) {
            text.put(i, ascii(text.get(i)));
        }
        return text;
    }

    /** UTF-16, which PowerShell's redirection writes with a byte order mark and .NET encodes without one; null if it is not. */
    private static @Nullable Charset utf16(byte[] raw) {
        if (raw.length < 4) {
            return null;
        }
        if (startsWith(raw, 0xFF, 0xFE) || (raw[0] != 0 && raw[1] == 0 && raw[2] != 0 && raw[3] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        boolean bigEndian = startsWith(raw, 0xFE, 0xFF) || (raw[0] == 0 && raw[1] != 0 && raw[2] == 0 && raw[3] != 0);
        return bigEndian ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean startsWith(byte[] raw, int first, int second) {
        return raw[0] == (byte) first && raw[1] == (byte) second;
    }

    /** In a form, a plus sign is a space, and one of base64 is escaped. */
    private static void withoutPlusSigns(CharBuffer text) {
        if (FORM.matcher(text).find()) {
            for (int i = 0; i < text.length(); i++) {
                text.put(i, text.get(i) == '+' ? ' ' : text.get(i));
            }
        }
    }

    private static CharBuffer withoutEscapes(CharBuffer text) {
        CharBuffer out = CharBuffer.allocate(text.length());
        Matcher escape = ESCAPE.matcher(text);
        int copied = 0;
        while (escape.find()) {
            out.put(text.subSequence(copied, escape.start()));
            char character = unescaped(escape);
            if (character != '\0') {
                out.put(character);
            }
            copied = escape.end();
        }
        return out.put(text.subSequence(copied, text.length())).flip();
    }

    /** The character that an escape stands for; NUL for a backslash that only marks the next character. */
    private static char unescaped(Matcher escape) {
        for (int group = 1; group <= escape.groupCount(); group++) {
            String code = escape.group(group);
            if (code != null) {
                return group == LETTER_GROUP
                        ? '\n'
                        : ascii((char) Integer.parseInt(code, group == DECIMAL_GROUP ? 10 : 16));
            }
        }
        return switch (escape.group().charAt(0)) {
            case '"' -> '\n';
            case '%' -> '-';
            default -> '\0';
        };
    }

    /** Other characters than ASCII become spaces, since those in a key are mostly invisible: copied from a web page. */
    private static char ascii(char c) {
        if (c > '\0' && c < '\u0080') {
            return c;
        }
        if (DASHES.indexOf(c) >= 0) {
            return '-';
        }
        return QUOTES.indexOf(c) >= 0 ? '"' : ' ';
    }
}
