// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** The values that keep their text, each with an independent implementation of its rule. */
@SuppressWarnings("ImmutableEnumChecker") // method references are immutable
enum Texts {
    APP_ID(AppId::parse, Texts::isAppId),
    KEY_ID(KeyId::parse, Texts::isKeyId),
    ROOM_NAME(RoomName::parse, Texts::isRoomName),
    FULL_NAME(ConferenceName::parse, Texts::isFullName),
    PARTICIPANT_ID(ParticipantId::parse, Texts::isParticipantId),
    USER_ID(UserId::parse, Texts::isUserId),
    JWT(text -> Jwt.parse(text).compact(), Texts::isJwt);

    static final String PREFIX = "vpaas-magic-cookie-";

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Parts of valid texts, and what makes them invalid. */
    private static final String[] PIECES = {
        PREFIX,
        "1d2e6a201d594c8f87a630e3f71826d3",
        "/",
        "@",
        "conference.",
        "conference",
        ".",
        "..",
        "8x8.vc",
        ".stage.8x8.vc",
        "a",
        "Z9",
        "_",
        "-",
        " ",
        "\u00a0",
        "\t",
        "\n",
        "\u0000",
        "\u007f",
        "\u0085",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "%",
        "%2F",
        "%2f",
        "é",
        "e\u0301",
        "ﬁ",
        "Ａ",
        "٣",
        "|",
        "+",
        "&",
        "?",
        "#",
        "\\",
        "\"",
        "eyJhbGciOiJSUzI1NiJ9",
        "x".repeat(63)
    };

    final Function<String, ?> parse;
    final Predicate<String> valid;

    Texts(Function<String, ?> parse, Predicate<String> valid) {
        this.parse = parse;
        this.valid = valid;
    }

    /** Texts close to the border between accepted and refused, on both sides, and arbitrary ones. */
    static Arbitrary<String> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, inPieces(0, 7)),
                Tuple.of(5, wellFormed()),
                Tuple.of(2, corrupted(wellFormed())),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(40)));
    }

    private static Arbitrary<String> inPieces(int min, int max) {
        return Arbitraries.of(PIECES).list().ofMinSize(min).ofMaxSize(max).map(pieces -> String.join("", pieces));
    }

    private static Arbitrary<String> wellFormed() {
        Arbitrary<String> id = Arbitraries.strings()
                .withChars(LETTERS_AND_DIGITS + "-")
                .ofMinLength(1)
                .ofMaxLength(65);
        return Arbitraries.oneOf(
                id,
                id.map(PREFIX::concat),
                id.flatMap(left -> id.map(right -> PREFIX + left + '/' + right)),
                id.flatMap(app -> inPieces(1, 3).map(room -> room + "@conference." + PREFIX + app + ".8x8.vc")),
                id.list().ofSize(3).map(segments -> String.join(".", segments)));
    }

    private static Arbitrary<String> corrupted(Arbitrary<String> texts) {
        return texts.flatMap(text -> Arbitraries.integers()
                .between(0, text.length())
                .flatMap(
                        at -> Arbitraries.of(PIECES).map(piece -> text.substring(0, at) + piece + text.substring(at))));
    }

    private static boolean isAppId(String text) {
        return text.startsWith(PREFIX)
                && !hasJwt(text)
                && isOf(text.substring(PREFIX.length()), LETTERS_AND_DIGITS + "-", 64);
    }

    private static boolean isKeyId(String text) {
        String[] halves = text.split("/", -1);
        return halves.length == 2
                && isAppId(halves[0])
                && !hasJwt(halves[1])
                && isOf(halves[1], LETTERS_AND_DIGITS + "_-", 64);
    }

    private static boolean isRoomName(String text) {
        boolean visible = text.codePoints().anyMatch(c -> !Character.isSpaceChar(c) && !Character.isWhitespace(c));
        return visible && !text.contains("@") && !text.contains("/") && !hasJwt(text) && isText(text);
    }

    private static boolean isFullName(String text) {
        String[] halves = text.split("@", -1);
        if (halves.length != 2 || !isRoomName(halves[0]) || !halves[1].startsWith("conference.")) {
            return false;
        }
        String[] labels = halves[1].split("\\.", -1);
        if (labels.length < 3 || !isAppId(labels[1])) {
            return false;
        }
        String domain = String.join(".", List.of(labels).subList(2, labels.length));
        return domain.length() <= 253
                && !hasJwt(domain)
                && Stream.of(domain.split("\\.", -1))
                        .allMatch(label -> isOf(label, LETTERS_AND_DIGITS + "-", 63)
                                && !label.startsWith("-")
                                && !label.endsWith("-"));
    }

    private static boolean isParticipantId(String text) {
        return isOf(text, LETTERS_AND_DIGITS + "_-", 128)
                && !hasJwt(text)
                && !text.startsWith("_")
                && !text.startsWith("-");
    }

    private static boolean isUserId(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..") && !hasJwt(text) && isText(text);
    }

    private static boolean isJwt(String text) {
        String[] segments = text.split("\\.", -1);
        return segments.length == 3
                && text.length() <= 16_384
                && Stream.of(segments).allMatch(segment -> isOf(segment, LETTERS_AND_DIGITS + "_-", 16_384));
    }

    private static boolean isOf(String text, String alphabet, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> alphabet.indexOf(c) >= 0);
    }

    /** The only one in {@link #PIECES}, or three segments of which the first begins as it does. */
    private static boolean hasJwt(String text) {
        return text.contains("eyJhbGci")
                || Stream.of(text.split("[^A-Za-z0-9_.-]", -1))
                        .map(run -> run.split("\\.", -1))
                        .anyMatch(Texts::hasThreeSegments);
    }

    private static boolean hasThreeSegments(String[] segments) {
        return IntStream.range(0, segments.length - 2)
                .anyMatch(
                        i -> segments[i].startsWith("eyJ") && !segments[i + 1].isEmpty() && !segments[i + 2].isEmpty());
    }

    /** No control character of either set, and nothing that UTF-8 cannot encode. */
    private static boolean isText(String text) {
        return text.chars().noneMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0))
                && UTF_8.newEncoder().canEncode(text);
    }
}
