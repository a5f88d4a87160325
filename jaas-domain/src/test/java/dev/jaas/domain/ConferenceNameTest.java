// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConferenceNameTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3");
    private static final RoomName ROOM = RoomName.parse("testRoom");
    private static final String FULL_NAME =
            "testRoom@conference.vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3.8x8.vc";

    @Test
    void of_aRoomOfAnApp_hasBothSpellings() {
        ConferenceName conference = ConferenceName.of(ROOM, APP);

        assertThat(conference).hasToString(FULL_NAME);
        assertThat(conference.fullName()).isEqualTo(FULL_NAME);
        assertThat(conference.fqn()).isEqualTo(APP + "/testRoom");
        assertThat(conference.domain()).isEqualTo("8x8.vc");
    }

    @Test
    void parse_aFullName_findsItsParts() {
        assertThat(ConferenceName.parse(FULL_NAME)).isEqualTo(ConferenceName.of(ROOM, APP));
    }

    @Test
    void parse_theStagingSuffix_isKept() {
        String staging = "testroom@conference." + APP + ".stage.8x8.vc";

        ConferenceName conference = ConferenceName.parse(staging);

        assertThat(conference).hasToString(staging);
        assertThat(conference)
                .isEqualTo(ConferenceName.of(RoomName.parse("testroom"), APP).withDomain("stage.8x8.vc"));
        assertThat(conference.appId()).isEqualTo(APP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | conference name | it has no \"@\"",
                "vpaas-magic-cookie-test/room                            | conference name | it has no \"@\"",
                "room@vpaas-magic-cookie-test.8x8.vc                     | conference name | there is no \"conference.\"",
                "room@muc.vpaas-magic-cookie-test.8x8.vc                 | conference name | there is no \"conference.\"",
                "room@conference                                         | conference name | there is no \"conference.\"",
                "room@conference.vpaas-magic-cookie-test                 | conference name | the AppID or the domain is missing",
                "room@conference.8x8.vc                                  | AppID           | vpaas-magic-cookie-",
                "room@conference..8x8.vc                                 | AppID           | vpaas-magic-cookie-",
                "@conference.vpaas-magic-cookie-test.8x8.vc              | room name       | not white space",
                "a/b@conference.vpaas-magic-cookie-test.8x8.vc           | room name       | must not contain",
                "room@conference.vpaas-magic-cookie-test.                | conference domain | DNS name",
                "room@conference.vpaas-magic-cookie-test.8x8.vc.         | conference domain | DNS name",
                "room@conference.vpaas-magic-cookie-test.-8x8.vc         | conference domain | DNS name",
                "room@conference.vpaas-magic-cookie-test.8x8.vc/focus    | conference domain | DNS name",
                "room@conference.vpaas-magic-cookie-test.a@b             | conference domain | DNS name"
            })
    void parse_anythingElse_isRefusedByThePartThatIsWrong(String text, String kind, String rule) {
        assertThatThrownBy(() -> ConferenceName.parse(text))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .hasMessageContaining(rule);
    }

    @Test
    void parseFqn_asAWebhookCarriesIt_isOnThePublicService() {
        assertThat(ConferenceName.parseFqn(APP + "/sampleappromanticshiftsstripas"))
                .isEqualTo(ConferenceName.of(RoomName.parse("sampleappromanticshiftsstripas"), APP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | conference fqn | it must be the AppID",
                "vpaas-magic-cookie-test           | conference fqn | it must be the AppID",
                "room                              | conference fqn | it must be the AppID",
                "vpaas-magic-cookie-test/          | room name | not white space",
                "/room                             | AppID     | vpaas-magic-cookie-",
                "test/room                         | AppID     | vpaas-magic-cookie-",
                "vpaas-magic-cookie-test/room/more | room name | must not contain"
            })
    void parseFqn_anythingElse_isRefusedByThePartThatIsWrong(String text, String kind, String rule) {
        assertThatThrownBy(() -> ConferenceName.parseFqn(text))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(kind))
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://8x8.vc/vpaas-magic-cookie-test/room?jwt=abc",
                "8x8.vc/vpaas-magic-cookie-test/room?jwt=abc#userInfo.email=\"a@conference.b\"",
                "https://8x8.vc/vpaas-magic-cookie-test/room#jwt=abc",
                "[a@conference.b](https://8x8.vc/vpaas-magic-cookie-test/room#jwt=abc)"
            })
    void parse_aLink_isRefusedAndNamedWithoutItsToken(String link) {
        for (Function<String, ?> parse :
                List.<Function<String, ?>>of(ConferenceName::parse, ConferenceName::parseFqn)) {
            assertThatThrownBy(() -> parse.apply(link))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("conference ")
                    .hasMessageContaining("is not valid: this is a link; the AppID and the room are")
                    .hasMessageNotContaining("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "8x8..vc", "-8x8.vc", "8x8-.vc", "8x8.vc:443", "8x8.vc ", "8x8 vc", "8x8_.vc", "é.vc"})
    void withDomain_notADnsName_isRefused(String domain) {
        assertThatThrownBy(() -> ConferenceName.of(ROOM, APP).withDomain(domain))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("conference domain ");
    }

    @Test
    void withDomain_atTheLimitsOfDns_isAcceptedUpToThem() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(ConferenceName.of(ROOM, APP).withDomain(longest).domain()).hasSize(253);
        assertThatThrownBy(() -> ConferenceName.of(ROOM, APP).withDomain(longest + "a"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> ConferenceName.of(ROOM, APP).withDomain(label + "a.vc"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Provide
    Arbitrary<ConferenceName> conferences() {
        return Texts.any().filter(Texts.ROOM_NAME.valid).map(room -> ConferenceName.of(RoomName.parse(room), APP));
    }

    @Property
    void parse_ofToString_isTheSameConference(@ForAll("conferences") ConferenceName conference) {
        assertThat(ConferenceName.parse(conference.fullName())).isEqualTo(conference);
        assertThat(ConferenceName.parseFqn(conference.fqn())).isEqualTo(conference);
    }
}
