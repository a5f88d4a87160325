// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTokensTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_600_000_060).plusMillis(999);
    private static final UserId USER = UserId.parse("0f8b7760-c17f-4a12-b134-c6ac37167144");
    private static final RoomName ROOM = RoomName.parse("stand-up");

    private final ParticipantTokens tokens = ParticipantTokens.of(new RsaSigner(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void sign_everythingSet_hasExactlyTheClaimsOfTheDocumentation() throws Exception {
        Jwt token = tokens.forUser(USER)
                .name("John Doe")
                .email("user@example.com")
                .avatar(URI.create("https://link.to/user/avatar/picture"))
                .moderator()
                .hiddenFromRecorder()
                .features(EnumSet.of(ParticipantFeature.RECORDING, ParticipantFeature.OUTBOUND_CALL))
                .lifetime(Duration.ofMinutes(10))
                .allRooms()
                .sign();

        assertThat(RsaSigner.verified(token).getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "kid", RsaSigner.KEY_ID.value(), "typ", "JWT"));
        assertThat(claims(token)).isEqualTo(JSONObjectUtils.parse("""
                {"aud": "jitsi",
                 "context": {
                   "user": {
                     "id": "0f8b7760-c17f-4a12-b134-c6ac37167144",
                     "name": "John Doe",
                     "avatar": "https://link.to/user/avatar/picture",
                     "email": "user@example.com",
                     "moderator": "true",
                     "hidden-from-recorder": "true"},
                   "features": {
                     "livestreaming": "false", "recording": "true", "transcription": "false",
                     "sip-inbound-call": "false", "sip-outbound-call": "false",
                     "inbound-call": "false", "outbound-call": "true",
                     "file-upload": "false", "list-visitors": "false",
                     "send-groupchat": "false", "create-polls": "false"},
                   "room": {"regex": false}},
                 "exp": 1600000660, "iss": "chat", "nbf": 1600000000, "room": "*",
                 "sub": "vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe"}"""));
    }

    @Test
    void sign_onlyUserAndRoom_grantsNothingElseForTwoHours() {
        Map<String, Object> claims = claims(tokens.forUser(USER).room(ROOM).sign());

        assertThat(claims)
                .containsOnlyKeys("aud", "context", "exp", "iss", "nbf", "room", "sub")
                .containsEntry("room", "stand-up")
                .containsEntry("nbf", 1_600_000_000L)
                .containsEntry("exp", 1_600_007_260L);
        assertThat(member(claims, "context", "user")).isEqualTo(Map.of("id", USER.value(), "moderator", "false"));
        assertThat(member(claims, "context", "features").values()).containsOnly("false");
        assertThat(member(claims, "context", "room")).isEqualTo(Map.of("regex", false));
    }

    @Test
    void sign_textThatLooksLikeJson_addsNoClaim() {
        String injection = "x\",\"admin\":true},\"admin\":true,\"x\":{\"y\":\"";
        Map<String, Object> claims = claims(tokens.forUser(UserId.parse(injection))
                .name(injection)
                .email(injection)
                .room(RoomName.parse(injection))
                .sign());

        assertThat(claims).doesNotContainKey("admin").hasSize(7);
        assertThat(member(claims, "context", "user"))
                .isEqualTo(Map.of("id", injection, "name", injection, "email", injection, "moderator", "false"));
    }

    @Test
    void features_ofTheEnum_areThoseOfTheDocumentation() {
        assertThat(Arrays.stream(ParticipantFeature.values())
                        .map(ParticipantFeature::toString)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "livestreaming",
                        "recording",
                        "transcription",
                        "sip-inbound-call",
                        "sip-outbound-call",
                        "inbound-call",
                        "outbound-call",
                        "file-upload",
                        "list-visitors",
                        "send-groupchat",
                        "create-polls"));
    }

    @Test
    void sign_withoutRooms_isRefused() {
        assertThatThrownBy(() -> tokens.forUser(USER).sign())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs room, roomPattern or allRooms");
    }

    @Test
    void rooms_setTwice_areRefusedAndNotWidened() {
        ParticipantTokens.Builder builder = tokens.forUser(USER).room(ROOM);

        assertThatThrownBy(builder::allRooms).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.roomPattern("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.room(ROOM)).isInstanceOf(IllegalStateException.class);
        assertThat(claims(builder.sign())).containsEntry("room", "stand-up");
    }

    @Test
    void room_asterisk_isRefusedSinceItOpensEveryRoom() {
        assertThatThrownBy(() -> tokens.forUser(USER).room(RoomName.parse("*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allRooms");
    }

    @Test
    void roomPattern_valid_isAnchored() {
        Map<String, Object> claims = claims(tokens.forUser(USER)
                .roomPattern(ParticipantTokens.patternOf(ROOM) + "%-%d+")
                .sign());

        assertThat(claims).containsEntry("room", "^stand%-up%-%d+$");
        assertThat(member(claims, "context", "room")).isEqualTo(Map.of("regex", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%%", "cost%$", "a%%%$", "%^x", "x"})
    void roomPattern_endingInAnEscapedCharacter_isAnchored(String pattern) {
        assertThat(claims(tokens.forUser(USER).roomPattern(pattern).sign())).containsEntry("room", "^" + pattern + "$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "^x",
                "x$",
                "x%%$",
                "x%",
                "x%%%",
                "%",
                "$",
                "x\u0000",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"
            })
    void roomPattern_invalid_isRefused(String pattern) {
        assertThatThrownBy(() -> tokens.forUser(USER).roomPattern(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("room pattern")
                .hasMessageNotContaining("eyJ");
    }

    @ParameterizedTest
    @CsvSource({
        "standup, standup",
        "my-room, my%-room",
        "my%20room, my%%20room",
        "a.b, a%.b",
        "(a)[b]*+?^$, %(a%)%[b%]%*%+%?%^%$",
        "caf%c3%a9_x!~, caf%%c3%%a9_x!~",
        "ü😀, ü😀"
    })
    void patternOf_room_escapesWhatIsMagicInLua(String room, String pattern) {
        assertThat(ParticipantTokens.patternOf(RoomName.parse(room))).isEqualTo(pattern);
    }

    @Test
    void lifetime_outOfRange_isRefused() {
        ParticipantTokens.Builder builder = tokens.forUser(USER).room(ROOM);

        assertThatThrownBy(() -> builder.lifetime(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lifetime must be 1 s to 24 h, not PT0.999S.");
        assertThatThrownBy(() -> builder.lifetime(Duration.ofHours(24).plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(claims(builder.lifetime(Duration.ofSeconds(1)).sign())).containsEntry("exp", 1_600_000_061L);
        assertThat(claims(builder.lifetime(Duration.ofHours(24)).sign())).containsEntry("exp", 1_600_086_460L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a\nb", "a\u0085", "\uD800", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln", "-----BEGIN"})
    void nameAndEmail_invalid_areRefusedWithoutTheirText(String text) {
        ParticipantTokens.Builder builder = tokens.forUser(USER);

        assertThatThrownBy(() -> builder.name(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name")
                .hasMessageNotContaining("eyJ");
        assertThatThrownBy(() -> builder.email(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("email");
    }

    @Test
    void name_longest_isAccepted() {
        ParticipantTokens.Builder builder = tokens.forUser(USER).room(ROOM).name("x".repeat(256));

        assertThat(member(claims(builder.sign()), "context", "user")).containsEntry("name", "x".repeat(256));
        assertThatThrownBy(() -> builder.name("x".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must have at most 256 characters, not 257.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/x",
                "/picture",
                "https:picture",
                "https://user:secret@host/x",
                "data:image/png,x",
                "https://host/?jwt=abc"
            })
    void avatar_notAPublicLink_isRefused(String link) {
        assertThatThrownBy(() -> tokens.forUser(USER).avatar(URI.create(link)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("avatar")
                .hasMessageNotContaining("abc")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/x", "HTTPS://host"})
    void avatar_publicLink_isInTheTokenUnchanged(String link) {
        Map<String, Object> claims =
                claims(tokens.forUser(USER).avatar(URI.create(link)).room(ROOM).sign());

        assertThat(member(claims, "context", "user")).containsEntry("avatar", link);
    }

    @Test
    void avatar_tooLong_isRefused() {
        assertThatThrownBy(() -> tokens.forUser(USER).avatar(URI.create("https://host/" + "x".repeat(2048))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2048");
    }

    @Test
    void sign_signerThatFails_failsAsTheSignerDoes() {
        RsaSigner signer = new RsaSigner() {
            @Override
            public byte[] sign(byte[] signingInput) {
                throw new IllegalArgumentException("broken");
            }
        };

        assertThatThrownBy(() ->
                        ParticipantTokens.of(signer).forUser(USER).room(ROOM).sign())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
    }

    @Test
    void toString_ofEverything_hasNoToken() {
        assertThat(tokens).hasToString("ParticipantTokens[" + RsaSigner.KEY_ID + "]");
        assertThat(tokens.forUser(USER).room(ROOM).sign()).hasToString("Jwt[redacted]");
    }

    private static Map<String, Object> claims(Jwt token) {
        return RsaSigner.verified(token).getPayload().toJSONObject();
    }

    private static Map<String, Object> member(Map<String, Object> claims, String... path) {
        Map<String, Object> found = claims;
        for (String name : path) {
            try {
                found = JSONObjectUtils.getJSONObject(found, name);
            } catch (java.text.ParseException e) {
                throw new AssertionError(e);
            }
        }
        return found;
    }
}
