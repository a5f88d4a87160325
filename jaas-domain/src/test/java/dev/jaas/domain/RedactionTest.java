package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
                "0123456789012345678901234567890123456789"
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
                "bearer"
            })
    void redaction_ofATextMadeToBeSlow_isQuick(String prefix) {
        String longRun = prefix + "a".repeat(64 * 1024);
        String repeated = prefix.repeat(64 * 1024 / prefix.length());

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 20; i++) {
                Redaction.excerpt(longRun, 400);
                Redaction.excerpt(repeated, 400);
                assertThat(Redaction.looksSecret(longRun)).isNotNull();
                assertThat(Redaction.looksSecret(repeated)).isNotNull();
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
