package dev.jaas.adapter.bouncycastle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds PEM blocks (RFC 7468) in a text, whatever surrounds them and whatever happened to their line breaks. It works on
 * bytes, since a {@code String} cannot be wiped.
 */
final class PemText {

    private static final byte[] BEGIN = ascii("-----BEGIN");
    private static final byte[] DASHES = ascii("-----");
    private static final int MAX_LABEL_LENGTH = 40;

    /** The minimum length of a text to be treated as base64: no RSA key is shorter, and no word is that long. */
    private static final int MIN_BASE64_LENGTH = 64;

    private PemText() {}

    /**
     * Undoes what editors, shells and environment variables do to a text: UTF-16, and the escapes {@code \n}, {@code \r} and
     * {@code \/} (JSON may escape the slash of base64) with one backslash or several.
     */
    static byte[] cleaned(byte[] raw) {
        byte[] in = singleBytes(raw);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int run = i;
            while (run < in.length && in[run] == '\\') {
                run++;
            }
            byte escaped = run > i && run < in.length ? in[run] : 0;
            if (escaped == 'n' || escaped == 'r' || escaped == '/') {
                out[length++] = escaped == '/' ? escaped : (byte) '\n';
                i = run;
            } else {
                out[length++] = in[i];
                while (++i < run) {
                    out[length++] = in[i];
                }
                i--;
            }
        }
        byte[] cleaned = Arrays.copyOf(out, length);
        Arrays.fill(out, (byte) 0);
        if (in != raw) {
            Arrays.fill(in, (byte) 0);
        }
        return cleaned;
    }

    /** Returns all blocks in order, including those whose END line is missing. */
    static List<PemBlock> blocks(byte[] text) {
        List<PemBlock> blocks = new ArrayList<>();
        int begin = indexOf(text, BEGIN, 0);
        while (begin >= 0) {
            int labelStart = begin + BEGIN.length;
            int labelEnd = indexOf(text, DASHES, labelStart);
            if (labelEnd < 0 || labelEnd - labelStart > MAX_LABEL_LENGTH) {
                blocks.add(PemBlock.withoutEnd(""));
                begin = indexOf(text, BEGIN, labelStart);
                continue;
            }
            String label = label(text, labelStart, labelEnd);
            int bodyStart = labelEnd + DASHES.length;
            int bodyEnd = indexOf(text, DASHES, bodyStart);
            blocks.add(
                    bodyEnd >= 0 && isEnd(text, bodyEnd, label)
                            ? PemBlock.complete(label, Arrays.copyOfRange(text, bodyStart, bodyEnd))
                            : PemBlock.withoutEnd(label));
            begin = indexOf(text, BEGIN, bodyStart);
        }
        return blocks;
    }

    /** Decodes a text that is base64 except for white space, quotes and a byte order mark; null if it is not. */
    static byte @Nullable [] wholeBase64(byte[] text) {
        byte[] rest = filtered(text, b -> isVisible(b) && b != '"' && b != '\'');
        try {
            return rest.length < MIN_BASE64_LENGTH ? null : Base64.getDecoder().decode(rest);
        } catch (IllegalArgumentException e) {
            return null;
        } finally {
            Arrays.fill(rest, (byte) 0);
        }
    }

    /** Decodes a block's body, which may contain non-ASCII spaces if it was copied from a web page. */
    static byte[] base64(byte[] body) {
        byte[] digits = filtered(body, PemText::isVisible);
        try {
            return Base64.getDecoder().decode(digits);
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    private static boolean isVisible(int b) {
        return b > ' ';
    }

    static boolean contains(byte[] text, String ascii) {
        return indexOf(text, ascii(ascii), 0) >= 0;
    }

    private static byte[] filtered(byte[] text, IntPredicate keep) {
        byte[] kept = new byte[text.length];
        int length = 0;
        for (byte b : text) {
            if (keep.test(b)) {
                kept[length++] = b;
            }
        }
        byte[] result = Arrays.copyOf(kept, length);
        Arrays.fill(kept, (byte) 0);
        return result;
    }

    /** Converts UTF-16, which PowerShell's redirection writes, to one byte per character; returns everything else unchanged. */
    private static byte[] singleBytes(byte[] raw) {
        boolean littleEndian = raw.length > 1 && raw[0] == (byte) 0xFF && raw[1] == (byte) 0xFE;
        boolean bigEndian = raw.length > 1 && raw[0] == (byte) 0xFE && raw[1] == (byte) 0xFF;
        if (!littleEndian && !bigEndian) {
            return raw;
        }
        byte[] single = new byte[raw.length / 2 - 1];
        for (int i = 0; i < single.length; i++) {
            byte high = raw[2 * i + (littleEndian ? 3 : 2)];
            byte low = raw[2 * i + (littleEndian ? 2 : 3)];
            single[i] = high == 0 ? low : (byte) '?';
        }
        return single;
    }

    /** The label without its spaces, since they are lost when all white space is removed from a file. */
    private static String label(byte[] text, int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
    }

    private static boolean isEnd(byte[] text, int dashes, String label) {
        int start = dashes + DASHES.length;
        int end = indexOf(text, DASHES, start);
        return end >= 0
                && end - start <= MAX_LABEL_LENGTH
                && label(text, start, end).equals("END" + label);
    }

    private static int indexOf(byte[] text, byte[] wanted, int from) {
        for (int i = from; i <= text.length - wanted.length; i++) {
            if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
