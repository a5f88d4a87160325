// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String BASE64 = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";

    @ParameterizedTest
    @CsvSource({
        "no such room,                              no such room",
        "'  a  b  ',                                a b",
        "'a\r\n\tb',                                a b",
        "'a\u0000\u001b[31m\u007fb',                a [31m b",
        "'a\u0085\u009bb',                          a b",
        "'a\u202e\u2028\u2029\u200bb',              a b",
        "caf\u00e9 \ud83d\ude00,                    caf\u00e9 \ud83d\ude00",
        "'<p title=\"x\">Bearer required</p>',      <p title=\"x\">[redacted]</p>",
        "'{\"jwt\":\"eyJhbGciOiJSUzI1NiJ9\"}',      '{\"jwt\":\"[redacted]\"}'",
        "'Authorization: bearer abc, ok',           'Authorization: [redacted], ok'",
        "x aaaaaaaa.bbbbbbbb.cccccccc y,            x [redacted] y",
        "r@conference.eyJhbGciOi.eyJzdWIiOi.c2ln.vc, r@[redacted]",
        "x aaaaaaa.bbbbbbbb.cccccccc y,             x aaaaaaa.bbbbbbbb.cccccccc y",
        "key MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj, key [redacted]",
        "id 0123456789012345678901234567890123456789,  id [redacted]",
        "id 012345678901234567890123456789012345678,   id 012345678901234567890123456789012345678",
        "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6 is unknown,"
                + " vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6 is unknown",
        "https://8x8.vc/vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/room,"
                + " https://8x8.vc/vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/room",
        "0123456789012345678901234567890123456789vpaas-magic-cookie-a, [redacted]vpaas-magic-cookie-a",
        "key MIIEvQIBADANBgkqhkiG=. end,             key [redacted]. end",
        "key b3BlbnNzaC1rZXktdjEA end,               key [redacted] end",
        "8x8.vc/a/b?jwt=abc&x=y#z,                   8x8.vc/a/b?jwt=[redacted]&x=y#z",
        "#JWT=abc,                                   #JWT=[redacted]",
        "key LS0tLS1CRUdJTiBQ end,                   key [redacted] end",
        "a -----BEGIN X----- YWJj -----END X----- z, a [redacted] z",
        "a -----BEGIN X----- YWJj z,                 a [redacted]",
        "'a\ud800b',                                 a b",
        "'Bearer\u200babc',                          [redacted]"
    })
    void excerpt_ofForeignText_isOneLineWithoutSecrets(String text, String expected) {
        assertThat(Redaction.excerpt(text, 400)).isEqualTo(expected);
    }

    @Test
    void excerpt_ofAMultiLineKey_showsNoLineOfIt() {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + (BASE64 + "\n").repeat(20) + "-----END PRIVATE KEY-----";

        assertThat(Redaction.excerpt(pem, 400)).doesNotContain("MIIE", "IBAQ");
    }

    @ParameterizedTest
    @ValueSource(ints = {399, 400, 401, 10_000, 100_000})
    void excerpt_ofALongText_isCutAtTheLimitAndSaysSo(int length) {
        String excerpt = Redaction.excerpt("a ".repeat(length).substring(0, length), 400);

        assertThat(excerpt).hasSizeLessThanOrEqualTo(400);
        assertThat(excerpt.endsWith("…")).isEqualTo(length > 400);
    }

    @Test
    void excerpt_ofATextThatJustFits_isWhole() {
        assertThat(Redaction.excerpt("It fits.", 8)).isEqualTo("It fits.");
        assertThat(Redaction.excerpt("It fits.", 7)).isEqualTo("It fit…");
        assertThat(Redaction.excerpt("It fits.", 1)).isEqualTo("…");
    }

    @Test
    void excerpt_withoutRoomForACharacter_isRefused() {
        assertThatThrownBy(() -> Redaction.excerpt("", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An excerpt needs a length of 1 or more, not 0.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc",
                "@eyJhbGciOiJSUzI1NiJ9.",
                "-----BEGIN",
                "xLS0tLS1CRUdJTi",
                "b3BlbnNzaC1rZXk",
                "xMIIEvQIBADANBgkqhki",
                "aaaaaaaa.bbbbbbbb.cccccccc",
                "0123456789012345678901234567890123456789",
                "room?jwt=a"
            })
    void looksSecret_whenAnyPartIsSecretShaped_isTrue(String text) {
        assertThat(Redaction.looksSecret(text)).isTrue();
        assertThat(Redaction.looksSecret(" ".repeat(10_000) + text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bearer",
                "ed85b6",
                "auth0|5f903d7a77f3b4006eb8e67d",
                "9a441d60-ceaf-4eba-b0a8-a7d940a76e1b",
                "+40747777777",
                "MII tests",
                "room@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc",
                "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6",
                "https://8x8.vc/vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/room"
            })
    void looksSecret_whenNothingIsSecretShaped_isFalse(String text) {
        assertThat(Redaction.looksSecret(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl",
                "eyJhbGciOiJSUzI1NiJ9",
                "eyJhbGci",
                "eyJraWQiOiJ2cGFhcy1tYWdpYy1jb29raWUtMWQyZTZhMjAxZDU5NGM4Zjg3YTYzMGUzZjcxODI2ZDMvZWQ4NWI2IiwidHlwIjoiSldUIn0",
                "roomeyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9",
                "heyJude-eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9",
                "x eyJ.a.b",
                "vpaas-magic-cookie-test/room?jwt=a.b.c",
                "room#JWT=a",
                "x -----BEGIN",
                "xLS0tLS1CRUdJTi",
                "b3BlbnNzaC1rZXk"
            })
    void containsSecret_ofATokenOrAKey_isTrue(String text) {
        assertThat(Redaction.containsSecret(text)).isTrue();
        assertThat(Redaction.looksSecret(text)).isTrue();
    }

    @Test
    void containsSecret_ofTheBase64OfAKey_isTrue() {
        assertThat(Redaction.containsSecret("MII" + "a".repeat(200))).isTrue();
        assertThat(Redaction.containsSecret("MII" + "a".repeat(199))).isFalse();
    }

    /** What looks secret enough to keep out of a message may still be a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "heyJude",
                "eyJude-and-the-others",
                "keyJohnson.and.friends",
                "standup-meeting.engineering.tuesdays",
                "weekly-standup-of-the-engineering-team-2024",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
                "jwt=abc",
                "room?jwt=",
                "room?jwt",
                "auth0|5f903d7a77f3b4006eb8e67d"
            })
    void containsSecret_ofANameOrAnId_isFalse(String text) {
        assertThat(Redaction.containsSecret(text)).isFalse();
    }

    /** Wherever a token stands, and wherever it was cut, no value takes it and no message shows it. */
    @Property
    void parse_aTokenWithinAnyValue_isRefusedAndNotShown(
            @ForAll Texts value, @ForAll("segments") String payload, @ForAll @IntRange(min = 12, max = 99) int length) {
        Assume.that(value != Texts.JWT);
        String token = "eyJhbGciOiJSUzI1NiJ9." + payload + ".c2lnbmF0dXJl";
        String cut = token.substring(0, Math.min(length, token.length()));
        for (String text : List.of(
                cut,
                "room?jwt=" + cut,
                Texts.PREFIX + "test/" + cut,
                Texts.PREFIX + cut,
                cut + "@conference." + Texts.PREFIX + "test.8x8.vc",
                "room@conference." + Texts.PREFIX + "test." + cut,
                "https://8x8.vc/" + Texts.PREFIX + "test/room?jwt=" + cut)) {
            assertThatThrownBy(() -> value.parse.apply(text))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageNotContainingAny(cut, payload);
        }
    }

    @Test
    void excerpt_ofALongText_readsItsFirst8KOnly() {
        assertThat(Redaction.excerpt(" ".repeat(8 * 1024 - 1) + "ab", 400)).isEqualTo("a");
    }

    @Test
    void excerpt_cutInTheMiddleOfASurrogatePair_dropsThePair() {
        assertThat(Redaction.excerpt("\ud83d\ude00 ".repeat(3), 5)).isEqualTo("\ud83d\ude00 …");
        assertThat(Redaction.excerpt("a\ud83d\ude00 ".repeat(3), 4)).isEqualTo("a\ud83d\ude00…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vpaas-magic-cookie-",
                "eyJ",
                "Bearer ",
                "aaaaaaaa.",
                "aaaaaaaa.aaaaaaaa.",
                "a.",
                "-",
                "/",
                "MII",
                "-----BEGIN",
                "-----BEGIN -----END",
                "b3BlbnNzaC1rZXk",
                "?jwt=",
                "bearer"
            })
    void redaction_ofATextMadeToBeSlow_isQuick(String prefix) {
        String longRun = prefix + "a".repeat(64 * 1024);
        String repeated = prefix.repeat(64 * 1024 / prefix.length());

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 20; i++) {
                Redaction.excerpt(longRun, 400);
                Redaction.excerpt(repeated, 400);
                assertThat(Redaction.looksSecret(longRun)).isNotNull();
                assertThat(Redaction.looksSecret(repeated)).isNotNull();
                assertThat(Redaction.containsSecret(longRun)).isNotNull();
                assertThat(Redaction.containsSecret(repeated)).isNotNull();
            }
        });
    }

    @Property
    void excerpt_ofAnyTextWithATokenInIt_doesNotShowTheToken(
            @ForAll String before, @ForAll("segments") String payload, @ForAll("segments") String signature) {
        String token = "eyJhbGciOiJSUzI1NiJ9." + payload + "." + signature;

        assertThat(Redaction.excerpt(before + " " + token, 400)).doesNotContain(payload, signature);
    }

    @Property
    void excerpt_ofAnyText_isShortAndPrintable(@ForAll String text) {
        String excerpt = Redaction.excerpt(text, 100);

        assertThat(excerpt).hasSizeLessThanOrEqualTo(100).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }

    @Property
    void looksSecret_anyText_isTrueWhereTheExcerptIsRedacted(@ForAll("shapes") String text) {
        assertThat(Redaction.looksSecret(text))
                .isEqualTo(Redaction.excerpt(text, 4000).contains("[redacted]"));
    }

    @Provide
    Arbitrary<String> shapes() {
        return Arbitraries.of(
                        "eyJ",
                        "a",
                        "aaaaaaaa",
                        ".",
                        "-----BEGIN",
                        "MII",
                        "vpaas-magic-cookie-",
                        "Bearer",
                        " ",
                        "\n",
                        "\u200b",
                        "=",
                        "/",
                        "b3BlbnNzaC1rZXk",
                        "?jwt=",
                        "#",
                        "\ud83d")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> segments() {
        return Arbitraries.strings()
                .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
                .ofMinLength(20)
                .ofMaxLength(300);
    }
}
