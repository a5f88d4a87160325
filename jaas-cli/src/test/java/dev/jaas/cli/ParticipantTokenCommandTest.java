// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.jaas.events.ParticipantFeature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTokenCommandTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_600_000_060);
    private static final String PASTED = "eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl";

    private final Invocation invocation = new Invocation()
            .with("JAAS_KEY_ID", Keys.KEY_ID)
            .with("JAAS_PRIVATE_KEY", Keys.pem())
            .at(NOW);

    @Test
    void everyOption_set_isInTheToken() throws Exception {
        Map<String, Object> claims = claims(run(
                "auth0|5f903d",
                "--room=standup",
                "--name=Jane Doe",
                "--email=jane@example.com",
                "--avatar=https://example.com/jane.png",
                "--moderator",
                "--hidden-from-recorder",
                "--feature=recording,outbound-call",
                "--feature=file-upload",
                "--lifetime=30m"));

        assertThat(claims)
                .containsEntry("room", "standup")
                .containsEntry("sub", Keys.APP_ID)
                .containsEntry("nbf", 1_600_000_000L)
                .containsEntry("exp", 1_600_001_860L)
                .doesNotContainKey("admin");
        Map<String, Object> context = JSONObjectUtils.getJSONObject(claims, "context");
        assertThat(context.get("user"))
                .isEqualTo(Map.of(
                        "id",
                        "auth0|5f903d",
                        "name",
                        "Jane Doe",
                        "email",
                        "jane@example.com",
                        "avatar",
                        "https://example.com/jane.png",
                        "moderator",
                        "true",
                        "hidden-from-recorder",
                        "true"));
        assertThat(JSONObjectUtils.getJSONObject(context, "features"))
                .containsEntry("recording", "true")
                .containsEntry("outbound-call", "true")
                .containsEntry("file-upload", "true")
                .containsEntry("livestreaming", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "90s", "24h"})
    void lifetime_withAUnit_isThatLong(String lifetime) throws Exception {
        long seconds = Map.of("1s", 1L, "90s", 90L, "24h", 86_400L).get(lifetime);

        assertThat(claims(run("x", "--all-rooms", "--lifetime", lifetime)))
                .containsEntry("room", "*")
                .containsEntry("exp", NOW.getEpochSecond() + seconds);
    }

    @Test
    void roomPattern_aLuaPattern_isAnchoredAndMarkedAsOne() throws Exception {
        Map<String, Object> claims = claims(run("x", "--room-pattern=my%-room%-%d+"));

        assertThat(claims).containsEntry("room", "^my%-room%-%d+$");
        assertThat(JSONObjectUtils.getJSONObject(claims, "context")).containsEntry("room", Map.of("regex", true));
        assertThat(claims(run("x", "--room=my-room"))).containsEntry("room", "my-room");
    }

    @Test
    void features_all_areEachAccepted() throws Exception {
        String names = Stream.of(ParticipantFeature.values())
                .map(ParticipantFeature::toString)
                .collect(Collectors.joining(", "));

        Map<String, Object> claims = claims(run("x", "--all-rooms", "--feature", names));

        assertThat(JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(claims, "context"), "features"))
                .hasSameSizeAs(ParticipantFeature.values())
                .allSatisfy((name, granted) -> assertThat(granted).isEqualTo("true"));
        assertThat(invocation.run("participant-token", "--help").out().replaceAll("\\s+", " "))
                .contains(names);
    }

    @Test
    void room_asALink_isItsCanonicalName() throws Exception {
        assertThat(claims(run("x", "--room=https://8x8.vc/" + Keys.APP_ID + "/My%20Room?jwt=" + PASTED)))
                .containsEntry("room", "my%20room");
    }

    @Test
    void json_ofAToken_oneObject() throws Exception {
        Map<String, Object> printed = JSONObjectUtils.parse(run("x", "--all-rooms", "--json"));

        assertThat(printed).containsOnlyKeys("keyId", "token").containsEntry("keyId", Keys.KEY_ID);
        assertThat(claims(printed.get("token").toString())).containsEntry("room", "*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--room",
                "--room-pattern",
                "--name",
                "--email",
                "--avatar",
                "--feature",
                "--lifetime",
                "--moderator",
                "--hidden-from-recorder",
                "--all-rooms"
            })
    void token_asAnyOption_isNotPrinted(String option) {
        for (String pasted :
                List.of(PASTED, "eyJraWQiOiJ", "https://8x8.vc/" + PASTED, "https://host/?jwt=" + PASTED)) {
            Invocation.Result result = invocation.run(Stream.of(
                            "participant-token",
                            "x",
                            "--verbose",
                            option + "=" + pasted,
                            option.startsWith("--room") ? "--json" : "--room=r")
                    .toArray(String[]::new));

            assertThat(result.status()).as(option).isEqualTo(2);
            assertThat(result.everything()).doesNotContain("eyJraWQi", "eyJzdWIi", "c2lnbmF0dXJl");
        }
    }

    private String run(String... args) {
        Invocation.Result result = invocation.run(
                Stream.concat(Stream.of("participant-token"), Stream.of(args)).toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return result.out().strip();
    }

    private static Map<String, Object> claims(String token) throws Exception {
        SignedJWT parsed = SignedJWT.parse(token);
        assertThat(parsed.verify(new RSASSAVerifier(Keys.publicKey()))).isTrue();
        return parsed.getPayload().toJSONObject();
    }
}
