// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.AppId;
import dev.jaas.domain.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomArgumentTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My Room                                                   | My Room@conference.vpaas-magic-cookie-test.8x8.vc",
                "room?                                                     | room?@conference.vpaas-magic-cookie-test.8x8.vc",
                "8x8.vc                                                    | 8x8.vc@conference.vpaas-magic-cookie-test.8x8.vc",
                "vpaas-magic-cookie-a/My Room                              | My Room@conference.vpaas-magic-cookie-a.8x8.vc",
                "Room@conference.vpaas-magic-cookie-a.stage.8x8.vc         | Room@conference.vpaas-magic-cookie-a.stage.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/room?jwt=TOKEN        | room@conference.vpaas-magic-cookie-a.8x8.vc",
                "8x8.vc/vpaas-magic-cookie-a/room?jwt=TOKEN#config.a=b     | room@conference.vpaas-magic-cookie-a.8x8.vc",
                "//8x8.vc/vpaas-magic-cookie-a/room/#jwt=TOKEN             | room@conference.vpaas-magic-cookie-a.8x8.vc",
                "HTTPS://8X8.VC:443/vpaas-magic-cookie-a/room              | room@conference.vpaas-magic-cookie-a.8x8.vc",
                "org.jitsi.meet://8x8.vc/vpaas-magic-cookie-a/room         | room@conference.vpaas-magic-cookie-a.8x8.vc",
                "https://stage.8x8.vc/vpaas-magic-cookie-a/room            | room@conference.vpaas-magic-cookie-a.stage.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/room#x=\"a@b/c\"      | room@conference.vpaas-magic-cookie-a.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/testRoom              | testroom@conference.vpaas-magic-cookie-a.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/My%20Room             | my%20room@conference.vpaas-magic-cookie-a.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/%D0%A2                | %d1%82@conference.vpaas-magic-cookie-a.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/\u0422                | %d1%82@conference.vpaas-magic-cookie-a.8x8.vc",
                "https://8x8.vc/vpaas-magic-cookie-a/a%2Fb%40c             | a%2fb%40c@conference.vpaas-magic-cookie-a.8x8.vc"
            })
    void parse_anyWayToNameARoom_isTheConference(String text, String fullName) {
        assertThat(RoomArgument.parse(text.replace("TOKEN", TOKEN), APP).fullName())
                .isEqualTo(fullName);
    }

    @Test
    void parse_aLinkBetweenSpaces_isRead() {
        assertThat(RoomArgument.parse(" https://8x8.vc/vpaas-magic-cookie-a/room\n", APP)
                        .fqn())
                .isEqualTo("vpaas-magic-cookie-a/room");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://8x8.vc",
                "https://8x8.vc/",
                "https://8x8.vc?jwt=TOKEN",
                "https://8x8.vc/room?jwt=TOKEN",
                "https://8x8.vc/static/close.html",
                "https://8x8.vc/vpaas-magic-cookie-a",
                "https://8x8.vc/vpaas-magic-cookie-a/?jwt=TOKEN",
                "https://8x8.vc/vpaas-magic-cookie-a/static/close.html",
                "https://8x8.vc/vpaas-magic-cookie-a/external_api.js",
                "https://8x8.vc/vpaas-magic-cookie-a/my room",
                "https://8x8.vc/vpaas-magic-cookie-a/room>",
                "https://8x8.vc@evil.example/vpaas-magic-cookie-a/room",
                "https://8x8.vc.evil.example/vpaas-magic-cookie-a/room",
                "https://not8x8.vc/vpaas-magic-cookie-a/room?jwt=TOKEN",
                "https://meet.jit.si/room#jwt=TOKEN",
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2F8x8.vc%2Fa%2Froom%3Fjwt%3DTOKEN&data=05",
                "[room](https://8x8.vc/vpaas-magic-cookie-a/room?jwt=TOKEN)",
                "http://127.0.0.1:8080/vpaas-magic-cookie-a/room"
            })
    void parse_anotherLink_isRefusedAndNamed(String text) {
        assertThatThrownBy(() -> RoomArgument.parse(text.replace("TOKEN", TOKEN), APP))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("this is a link; the AppID and the room are")
                .hasMessageNotContaining("eyJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN",
                "room?jwt=TOKEN",
                "8x8.vc?jwt=TOKEN",
                "vpaas-magic-cookie-a/room?jwt=TOKEN",
                "https://8x8.vc/vpaas-magic-cookie-a/TOKEN",
                "TOKEN@conference.vpaas-magic-cookie-a.8x8.vc"
            })
    void parse_aTokenInTheName_isRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> RoomArgument.parse(text.replace("TOKEN", TOKEN), APP))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("it contains what looks like a secret")
                .hasMessageNotContaining("eyJ");
    }
}
