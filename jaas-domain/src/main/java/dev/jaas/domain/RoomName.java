// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a room, as text. It is sent verbatim.
 *
 * <p>Jitsi's clients normalise a room's name before they join (see {@link #canonical()}). 8x8 does not document whether it
 * normalises the room names of commands. Use {@code canonical()} for names typed by people or taken from links; pass names
 * from webhooks, which are canonical already, through unchanged.
 *
 * @param value any text that has a character other than white space and contains no {@code @}, {@code /}, control character,
 *     unpaired surrogate or {@linkplain Redaction#containsSecret secret}
 */
public record RoomName(String value) {

    private static final String KIND = "room name";

    /** What JavaScript's {@code encodeURIComponent} does not encode, besides letters and digits (ECMA-262, 19.2.6). */
    private static final String NOT_ENCODED = "-_.!~*'()";

    /**
     * Checks the value.
     *
     * @throws InvalidValueException if it is not a room name
     */
    public RoomName {
        requireNonNull(value, "the " + KIND + " is null");
        if (Text.isOnlySpace(value)) {
            throw InvalidValueException.of(KIND, value, "it must have a character that is not white space");
        }
        if (Text.isLink(value)) {
            throw InvalidValueException.of(KIND, value, Text.LINK_RULE);
        }
        if (value.indexOf('@') >= 0 || value.indexOf('/') >= 0) {
            throw InvalidValueException.of(
                    KIND, value, "it must not contain \"@\" or \"/\", which separate a room from its AppID");
        }
        Text.requireHarmless(KIND, value);
    }

    /**
     * Reads a room's name.
     *
     * @param text the name
     * @return the room name
     * @throws InvalidValueException if the text is not a room name
     */
    public static RoomName parse(String text) {
        return new RoomName(text);
    }

    /**
     * The name that Jitsi's own clients use for this room: percent-decoded (where it is well-formed percent-encoding),
     * normalised to NFKC, made lower case, percent-encoded as by {@code encodeURIComponent}, and made lower case again.
     * {@code My Room} gives {@code my%20room}.
     *
     * <p>The canonical form of a canonical name is the same name, except for a few letters that Unicode composes with a mark
     * only in lower case (as in {@code J̌}). So apply it once, to the name that people see.
     *
     * @return the canonical name
     */
    public RoomName canonical() {
        String folded = Normalizer.normalize(percentDecoded(value), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        return new RoomName(percentEncoded(folded));
    }

    /**
     * The name, verbatim.
     *
     * @return the value
     */
    @Override
    public String toString() {
        return value;
    }

    /** As {@code decodeURIComponent}, but returns the text unchanged if any part of it is not valid percent-encoded UTF-8. */
    private static String percentDecoded(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] != '%') {
                decoded.put(utf8[i]);
                continue;
            }
            int octet = i + 2 < utf8.length
                    ? (Character.digit(utf8[i + 1], 16) << 4) | Character.digit(utf8[i + 2], 16)
                    : -1;
            if (octet < 0) { // also if either is not a hexadecimal digit
                return text;
            }
            decoded.put((byte) octet);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** As {@code encodeURIComponent}, in lower case, for a text in lower case. */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || NOT_ENCODED.indexOf(b) >= 0;
            encoded.append(plain ? String.valueOf((char) b) : percentEncoded(b));
        }
        return encoded.toString();
    }

    private static String percentEncoded(byte b) {
        return "%" + Character.forDigit((b >> 4) & 0xf, 16) + Character.forDigit(b & 0xf, 16);
    }
}
