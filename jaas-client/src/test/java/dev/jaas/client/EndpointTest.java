// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.net.URLDecoder;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://8x8.vc,                     https://8x8.vc",
        "https://8x8.vc/,                    https://8x8.vc",
        "https://8x8.vc//,                   https://8x8.vc",
        "HTTPS://8x8.vc,                     https://8x8.vc",
        "https://8X8.VC:/,                   https://8X8.VC",
        "https://8x8.vc/...,                 https://8x8.vc/...",
        "https://8x8.vc/a//b,                https://8x8.vc/a//b",
        "https://8x8.vc:8443/proxy/,         https://8x8.vc:8443/proxy",
        "https://8x8.vc/caf\u00e9,           https://8x8.vc/caf%C3%A9",
        "https://10.0.0.1,                   https://10.0.0.1",
        "https://[2001:db8::1]:65535,        https://[2001:db8::1]:65535",
        "https://8x8.vc./,                   https://8x8.vc",
        "https://8x8.vc.:8443/a./,           https://8x8.vc:8443/a.",
        "http://127.0.0.1:8080,              http://127.0.0.1:8080",
        "HTTP://127.255.255.254,             http://127.255.255.254",
        "http://[::1]:8080,                  http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1],           http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1],          http://[::ffff:127.0.0.1]"
    })
    void at_aUrlThatKeepsTheTokenSafe_isAccepted(URI url, String base) {
        assertThat(Endpoint.parse(url)).hasToString(base);
        assertThat(Endpoint.parse(url).uri("v1", "x")).hasToString(base + "/v1/x");
    }

    @ParameterizedTest
    @CsvSource({
        "http://8x8.vc,                 must not travel unencrypted",
        "http://localhost:8080,         must not travel unencrypted",
        "http://10.0.0.1,               must not travel unencrypted",
        "http://128.0.0.1,              must not travel unencrypted",
        "http://127.1,            needs a host name",
        "http://127.0.0.1.evil.example, must not travel unencrypted",
        "http://127.0.0.256,            needs a host name",
        "http://evil-127.0.0.1,            needs a host name",
        "http://[::2],                  must not travel unencrypted",
        "http://[::ffff:8.8.8.8],       must not travel unencrypted",
        "http://[fe80::1%25nowhere],    must not travel unencrypted",
        "ftp://8x8.vc,                  must start with https://",
        "8x8.vc,                        must start with https://",
        "//8x8.vc,                      must start with https://",
        "https:8x8.vc,                  needs a host name",
        "https:///v1,                   needs a host name",
        "https://8x8_.vc,               needs a host name without an underscore",
        "https://my_host:8443,          needs a host name without an underscore",
        "https://b\u00fccher.example,   needs a host name in ASCII, but contains U+00FC (LATIN SMALL LETTER U WITH DIAERESIS); if that is right, use the form xn--bcher-kva.example.",
        "https://8\u04458.vc,           U+0445 (CYRILLIC SMALL LETTER HA)",
        "https://cafe\u0301\u2013.example, U+2013 (EN DASH) in place of \"-\"",
        "https://my\u2011host.example,  U+2011 (NON-BREAKING HYPHEN) in place of \"-\"",
        "https://my\u2212host.example,  U+2212 (MINUS SIGN) in place of \"-\"",
        "https://8x8\u200b.vc,          contains U+200B (ZERO WIDTH SPACE)",
        "https://8x8\uff0evc,           contains U+FF0E (FULLWIDTH FULL STOP)",
        "https\uff1a//8x8.vc,           must start with https://",
        "https://-8x8.vc,               letters, digits, hyphens and dots",
        "https://8x8%2Evc,              letters, digits, hyphens and dots",
        "https://8x8.vc:port,           its port is not a number",
        "https://8x8.vc:99999999999,    its port is above 65535",
        "https://8x8.vc:0,              its port is 0",
        "https://https://8x8.vc,        starts with https:// twice",
        "https://8x8.vc/a/../b,         must not contain the segments",
        "https://8x8.vc/.,              must not contain the segments",
        "https://8x8.vc/%2e%2E/b,       must not contain the segments",
        "https://[fe80::1%25eth0],      its IPv6 address has a zone",
        "https://8x8.vc:65536,          its port is above 65535",
        "https://8x8.vc?a=b,            must not have a query or a fragment",
        "https://8x8.vc?,               must not have a query or a fragment",
        "https://8x8.vc#a,              must not have a query or a fragment",
    })
    void at_aUrlThatCannotBeUsed_isRefusedWithTheReason(URI url, String reason) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The base URL")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:secret@8x8.vc",
                "https://me:secret@8x8_.vc",
                "ftp://8x8.vc/eyJhbGciOiJSUzI1NiJ9.secret.secret",
                "MIIEpQIBAAKCAQEAsecret",
                "https:me:secret@8x8.vc",
                "ftp://me:secret@8x8.vc",
                "https://8x8.vc?token=secret",
                "https://8x8.vc#secret",
                "https://8x8.vc/eyJhbGciOiJSUzI1NiJ9.secret.secret",
                "https://8x8.vc/a?jwt=secret",
                "ftp://8x8.vc/eyJhbGciOiJSUzI1NiJ9.secret.secret"
            })
    void at_aUrlWithASecret_isRefusedWithoutShowingIt(URI url) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "userIdValue,         userIdValue",
        "auth0|5f903d7a,      auth0%7C5f903d7a",
        "a/b,                 a%2Fb",
        "a+b,                 a%2Bb",
        "a b,                 a%20b",
        "a%2Fb,               a%252Fb",
        "me@example.com,      me%40example.com",
        "-._~,                -._~",
        "AZaz09,              AZaz09",
        "'@[`{/:',            %40%5B%60%7B%2F%3A",
        "a;b?c#d&e=f,         a%3Bb%3Fc%23d%26e%3Df",
        "'a\\\\b',            a%5C%5Cb",
        "\u00e9,              %C3%A9",
        "\ud83d\ude00,        %F0%9F%98%80",
        "...,                 ..."
    })
    void uri_ofAUserId_hasItAsOneSegment(String user, String segment) {
        assertThat(Endpoint.parse(JaasClient.Builder.DEFAULT_BASE_URL).uri("user", user))
                .hasToString("https://8x8.vc/user/" + segment);
    }

    @Property
    void uri_ofAnyUserId_givesItBackAndIsNotChangedByNormalising(@ForAll String user) {
        Assume.that(isUserId(user));

        URI uri = Endpoint.parse(JaasClient.Builder.DEFAULT_BASE_URL).uri("user", user);

        assertThat(uri.toString()).matches("https://8x8\\.vc/user/([A-Za-z0-9._~-]|%[0-9A-F]{2})+");
        assertThat(uri.normalize()).isEqualTo(uri);
        assertThat(URLDecoder.decode(uri.getRawPath().substring("/user/".length()), UTF_8))
                .isEqualTo(user);
    }

    @Test
    void at_aUrlWithoutASecret_isRefusedShowingItWithoutItsQuery() {
        assertThatThrownBy(() -> Endpoint.parse(URI.create("ftp://8x8.vc/v1?token=secret")))
                .hasMessage("The base URL \"ftp://8x8.vc/v1\" cannot be used: it must start with https://.");
    }

    @Test
    void at_aUrlWithACharacterThatLooksLikeAnother_isRefusedShowingItsCodePoint() {
        assertThatThrownBy(() -> Endpoint.parse(URI.create("https://my\u2011proxy.example")))
                .hasMessage(
                        "The base URL \"https://my\\u2011proxy.example\" cannot be used: it needs a host name in ASCII,"
                                + " but contains U+2011 (NON-BREAKING HYPHEN) in place of \"-\".");
    }

    @Test
    void at_aUrlWhoseHostHasNoFormInAscii_isRefusedNamingTheCharacterAlone() {
        assertThatThrownBy(() -> Endpoint.parse(URI.create("https://" + "\u00fc".repeat(64) + ".example")))
                .hasMessageEndingWith("but contains U+00FC (LATIN SMALL LETTER U WITH DIAERESIS).");
    }

    @Test
    void at_whatIsLongerThanAnyName_isRefusedWithoutShowingIt() {
        String key = "MIIEpQIBAAKC" + "AQ/x+".repeat(300);
        assertThatThrownBy(() -> Endpoint.parse(URI.create(key)))
                .hasMessage("The base URL cannot be used: it must start with https://.");
    }

    @ParameterizedTest
    @CsvSource({"255, true", "256, false"})
    void at_aLongUrl_isShownAsLongAsItCanBeNoKey(int length, boolean shown) {
        String url = "ftp://8x8.vc/" + "a.".repeat(length).substring("ftp://8x8.vc/".length(), length);

        assertThatThrownBy(() -> Endpoint.parse(URI.create(url)))
                .hasMessage("The base URL%s cannot be used: it must start with https://."
                        .formatted(shown ? " \"" + url + "\"" : ""));
    }

    @Test
    void jaas_isTheSpecificationsHost() {
        assertThat(JaasClient.Builder.DEFAULT_BASE_URL).hasToString("https://8x8.vc");
    }

    private static boolean isUserId(String text) {
        try {
            UserId.parse(text);
            return true;
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
