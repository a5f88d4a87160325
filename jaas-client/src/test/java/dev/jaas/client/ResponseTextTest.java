// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTextTest {

    private static final String TEXT = "{\"error\":\"übersehen: 会議室\"}";
    private static final byte[] UTF_8_TEXT = TEXT.getBytes(UTF_8);
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final String GUEST_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJyb29tIjoiKiJ9.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", " Identity ", "identity, ,", "utf-8", "br", "gzip"})
    void of_aText_isTheTextWhateverItsCodingIsSaidToBe(String encoding) {
        assertThat(ResponseText.of(UTF_8_TEXT, encoding, "")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZip", "x-gzip", " gzip ", "identity,gzip", "gzip,identity"})
    void of_gzip_isDecoded(String encoding) {
        assertThat(ResponseText.of(Codings.gzip(UTF_8_TEXT), encoding, "")).isEqualTo(TEXT);
    }

    @Test
    void of_deflate_isDecoded() {
        assertThat(ResponseText.of(Codings.deflate(UTF_8_TEXT), "deflate", "")).isEqualTo(TEXT);
        assertThat(ResponseText.of(Codings.deflateRaw(UTF_8_TEXT), "deflate", ""))
                .isEqualTo(TEXT);
    }

    @Test
    void of_severalCodings_areRemovedFromTheLast() {
        byte[] body = Codings.gzip(Codings.deflate(UTF_8_TEXT));

        assertThat(ResponseText.of(body, "deflate, gzip", "")).isEqualTo(TEXT);
        assertThat(ResponseText.of(body, "gzip, deflate", "")).isEqualTo("a body in gzip, deflate");
        assertThat(ResponseText.of(Codings.gzip(body), "deflate,gzip,gzip", "")).isEqualTo(TEXT);
        assertThat(ResponseText.of(Codings.gzip(Codings.gzip(body)), "deflate,gzip,gzip,gzip", ""))
                .isEqualTo("a body in deflate, gzip, gzip, gzip");
    }

    @Test
    void of_fewerCodingsThanSaid_isTheText() {
        assertThat(ResponseText.of(Codings.gzip(UTF_8_TEXT), "gzip, gzip", "")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"br, a body in br", "ZSTD, a body in zstd", "'gzip, br', 'a body in gzip, br'", "gzip, a body in gzip"})
    void of_whatCannotBeDecoded_namesTheCodings(String encoding, String name) {
        assertThat(ResponseText.of(Codings.BROTLI, encoding, "")).isEqualTo(name);
    }

    @Test
    void of_gzipThatIsNotSaidToBe_namesIt() {
        assertThat(ResponseText.of(Codings.gzip(UTF_8_TEXT), "", "application/json"))
                .isEqualTo("a body in gzip");
        assertThat(ResponseText.of(Codings.gzip(Codings.gzip(UTF_8_TEXT)), "gzip", ""))
                .isEqualTo("a body in gzip");
    }

    @Test
    void of_truncatedGzip_isTheBeginningOfTheText() {
        byte[] coded = Codings.gzip(UTF_8_TEXT);

        assertThat(ResponseText.of(Arrays.copyOf(coded, coded.length - 12), "gzip", ""))
                .isNotEmpty()
                .startsWith("{\"error\"");
    }

    @Test
    void of_nothing_isEmpty() {
        for (String encoding : new String[] {"", "gzip", "br"}) {
            assertThat(ResponseText.of(new byte[0], encoding, "")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; charset=iso-8859-1",
                "text/plain;charset=ISO-8859-1",
                "text/plain; format=flowed; Charset=\"latin1\" ; x=y",
                "text/html; charset='windows-1252'",
                "text/html;charset = iso-8859-1"
            })
    void of_anotherCharset_isDecodedByIt(String type) {
        assertThat(ResponseText.of("für".getBytes(ISO_8859_1), "", type)).isEqualTo("für");
    }

    @Test
    void of_utf8DeclaredAsAnotherCharset_isReadAsUtf8() {
        assertThat(ResponseText.of(UTF_8_TEXT, "", "text/html; charset=iso-8859-1"))
                .isEqualTo(TEXT);
    }

    @Test
    void of_utf16_isDecoded() {
        assertThat(ResponseText.of(TEXT.getBytes(UTF_16), "", "text/plain; charset=utf-16"))
                .isEqualTo(TEXT);
        assertThat(ResponseText.of(TEXT.getBytes(UTF_16LE), "", "text/plain; charset=utf-16le"))
                .isEqualTo(TEXT);
        assertThat(ResponseText.of(Codings.gzip(TEXT.getBytes(UTF_16)), "gzip", "text/plain; charset=utf-16"))
                .isEqualTo(TEXT);
        assertThat(ResponseText.of(TEXT.getBytes(UTF_16LE), "", "text/plain")).isEqualTo("a binary body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "text/plain; charset=", "text/plain; charset=no/charset", "; charset=x-unknown"})
    void of_noKnownCharset_isReadAsUtf8(String type) {
        assertThat(ResponseText.of("f\u00fcr alle".getBytes(ISO_8859_1), "", type))
                .isEqualTo("f\uFFFDr alle");
    }

    /** A wrong charset would hide the token from the redaction, and not from a reader who decodes the message again. */
    @Test
    void of_aTokenInAWrongCharset_staysRecognisable() {
        byte[] body = ("\u0001Bearer " + GUEST_TOKEN).getBytes(US_ASCII);

        for (String charset : new String[] {"utf-16", "utf-16le", "utf-32", "IBM037"}) {
            assertThat(ResponseText.of(body, "", "text/plain; charset=" + charset))
                    .as(charset)
                    .contains(GUEST_TOKEN);
        }
    }

    @Test
    void of_binary_isNamed() {
        assertThat(ResponseText.of(PNG, "", "image/png")).isEqualTo("a binary body");
        assertThat(ResponseText.of(Codings.gzip(PNG), "gzip", "image/png")).isEqualTo("a binary body");
        assertThat(ResponseText.of(new byte[100], "", "")).isEqualTo("a binary body");
        byte[] noise = new byte[1000];
        new Random(1).nextBytes(noise);
        assertThat(ResponseText.of(noise, "", "")).isEqualTo("a binary body");
    }

    @Test
    void of_binaryAfterTheBeginning_isJudgedByTheBeginning() {
        String zeros = "\u0000".repeat(4000);

        assertThat(ResponseText.of(("x".repeat(300) + zeros).getBytes(UTF_8), "", ""))
                .startsWith("xxx");
        assertThat(ResponseText.of(("x".repeat(299) + zeros).getBytes(UTF_8), "", ""))
                .isEqualTo("a binary body");
    }

    @Test
    void of_whiteSpace_isText() {
        assertThat(ResponseText.of("\r\n\t\f ".getBytes(UTF_8), "br", "")).isEqualTo("\r\n\t\f ");
    }

    @Test
    void of_anyCharsetOfThisJvm_neverThrows() {
        byte[] noise = new byte[4096];
        for (Charset charset : Charset.availableCharsets().values()) {
            for (int seed = 0; seed < 4; seed++) {
                new Random(seed).nextBytes(noise);
                assertThat(ResponseText.of(noise, "", "text/plain; charset=" + charset.name()))
                        .isNotEmpty();
            }
        }
    }
}
