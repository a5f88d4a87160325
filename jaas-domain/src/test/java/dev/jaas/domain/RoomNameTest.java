// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"testRoom", "My Room", "Café", "ﬁsh", " room ", "50%", "%2F", "r\ud83d\ude00m", ".", "会议"})
    void parse_aName_keepsItVerbatim(String text) {
        assertThat(RoomName.parse(text)).hasToString(text).isEqualTo(new RoomName(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \u00a0\u3000\u2028\t"})
    void parse_onlyWhiteSpace_isRefused(String text) {
        assertThatThrownBy(() -> RoomName.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("it must have a character that is not white space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a/b", "@", "/", "room@conference.vpaas-magic-cookie-test.8x8.vc"})
    void parse_aSeparator_isRefused(String text) {
        assertThatThrownBy(() -> RoomName.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("it must not contain \"@\" or \"/\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "\rab", "a\tb", "a\u001b[0m", "a\u007f", "a\u0085b", "a\u009f"})
    void parse_aControlCharacter_isRefused(String text) {
        assertThatThrownBy(() -> RoomName.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("it must not contain control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a\r\n", "a\u0085"})
    void parse_aLineBreakAtTheEnd_isRefusedAndNamed(String text) {
        assertThatThrownBy(() -> RoomName.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith("is not valid: it ends in a line break");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://8x8.vc/vpaas-magic-cookie-test/room",
                "HTTPS://8X8.VC/vpaas-magic-cookie-test/room?jwt=abc#config.prejoinConfig.enabled=false",
                "//8x8.vc/room",
                " 8x8.vc/vpaas-magic-cookie-test/room\n",
                "stage.8x8.vc:443/room",
                "<https://8x8.vc/vpaas-magic-cookie-test/room>",
                "[room](https://8x8.vc/vpaas-magic-cookie-test/room)",
                "org.jitsi.meet://8x8.vc/room"
            })
    void parse_aLink_isRefusedAndNamed(String text) {
        assertThatThrownBy(() -> RoomName.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("is not valid: this is a link; the AppID and the room are")
                .hasMessageNotContaining("abc");
    }

    /** Not in an annotation, since class files cannot contain unpaired surrogates. */
    @Test
    void parse_anUnpairedSurrogate_isRefused() {
        for (String text : new String[] {"a\ud83d", "\ude00a", "a\ude00\ud83db"}) {
            assertThatThrownBy(() -> RoomName.parse(text))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageEndingWith("it must not contain an unpaired surrogate");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "testRoom, testroom",
                "My Room, my%20room",
                "Café, caf%c3%a9",
                "ﬁsh, fish",
                "My%20Room, my%20room",
                "caf%C3%A9, caf%c3%a9",
                "a%2Fb%40c, a%2fb%40c",
                "50%, 50%25",
                "50%zz%41, 50%25zz%2541",
                "%FF, %25ff",
                "%4, %254",
                "a%, a%25",
                "%4g, %254g",
                "%g0%90%80%80, %25g0%2590%2580%2580",
                "%é1, %25%c3%a91",
                "a-_.!~*'()b, a-_.!~*'()b",
                "a+b&c, a%2bb%26c",
                "\ud83d\ude00, %f0%9f%98%80",
                "ΑΣ, %ce%b1%cf%82",
                "AZaz09, azaz09",
                "%00, %00"
            })
    void canonical_anyName_isThatOfJitsisClients(String name, String canonical) {
        assertThat(RoomName.parse(name).canonical()).isEqualTo(RoomName.parse(canonical));
    }

    @Test
    void canonical_inATurkishLocale_isTheSame() {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        try {
            assertThat(RoomName.parse("TITLE").canonical()).hasToString("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Texts.any().filter(Texts.ROOM_NAME.valid);
    }

    @Property
    void canonical_anyName_isLowerCaseAsciiThatDecodesToTheFoldedName(@ForAll("names") String name) {
        Assume.that(!name.contains("%"));

        String canonical = RoomName.parse(name).canonical().value();

        assertThat(canonical).matches("[a-z0-9!'()*._~%-]+");
        assertThat(URLDecoder.decode(canonical, StandardCharsets.UTF_8))
                .isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** The documented exception: only the lower-case letter has a composed character. */
    @Test
    void canonical_letterComposedOnlyInLowerCase_isNotStable() {
        RoomName canonical = RoomName.parse("J\u030c").canonical();

        assertThat(canonical).hasToString("j%cc%8c");
        assertThat(canonical.canonical()).hasToString("%c7%b0");
    }

    @Property
    void canonical_ofACanonicalName_isItself(@ForAll("names") String name) {
        RoomName canonical = RoomName.parse(name).canonical();
        Assume.that(Normalizer.isNormalized(
                URLDecoder.decode(canonical.value(), StandardCharsets.UTF_8), Normalizer.Form.NFKC));

        assertThat(canonical.canonical()).isEqualTo(canonical);
    }
}
