// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Participants join with tokens that an independent library makes. */
class ParticipantTokenTest extends SimulatorTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final UserId ANN = UserId.parse("auth0|ann");

    private final PrivateKey key = Caller.privateKey(simulator.privateKeyPem());
    private final ConferenceName standup = simulator.conference("standup");

    ParticipantTokenTest() {
        super(JaasSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start());
    }

    @Test
    void join_tokenForTheRoom_joinsAsItsUser() {
        var id = simulator.join(standup, signed(claims()));

        assertThat(simulator.room(standup).participant(ANN))
                .hasValueSatisfying(ann -> assertThat(ann.id()).isEqualTo(id));
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything, false",
        "*, anything, true",
        "Stand-Up 7, Stand-Up 7, false",
        "^team%-%d+$, team-12, true",
        "team, my-team-12, true",
        "standup, standup,"
    })
    void join_roomClaimAllowsTheRoom_isAccepted(String claim, String room, Boolean regex) {
        simulator.join(simulator.conference(room), signed(claims().claim("room", claim), regex));

        assertThat(simulator.room(simulator.conference(room)).isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "other,       my-room, false, `its room is neither \"my-room\" nor \"*\"`",
                "my-room-2,   my-room, false, `its room is neither \"my-room\" nor \"*\"`",
                "My-Room,     my-room, false, `its room is neither \"my-room\" nor \"*\"`",
                "^my%-room$,  my-room, false, `its room is neither \"my-room\" nor \"*\"`",
                "``,          my-room, false, its room is missing or not a string",
                "my-room,     my-room, true,  `its room is a Lua pattern that does not match \"my-room\"`",
                "^my%-room$,  my-room-2, true, `its room is a Lua pattern that does not match \"my-room-2\"`",
                "my%,         my-room, true,  its room is not a Lua pattern: it ends in %",
            })
    void join_roomClaimOfOtherRooms_isRefused(String claim, String room, Boolean regex, String reason) {
        assertRefused(simulator.conference(room), signed(claims().claim("room", claim), regex), reason);
    }

    @Test
    void join_roomClaimOfAnotherKind_isRefused() {
        assertRefused(standup, signed(claims().claim("room", null)), "its room is missing or not a string");
        assertRefused(standup, signed(claims().claim("room", List.of("standup"))), "its room is missing");
        assertRefused(standup, signed(claims(), "true"), "its context.room.regex is not a boolean");
    }

    @Test
    void join_conferenceOfAnotherApp_isRefused() {
        ConferenceName foreign = ConferenceName.parse("standup@conference.vpaas-magic-cookie-other.8x8.vc");

        assertRefused(foreign, signed(claims()), "it is for the rooms of " + simulator.appId());
    }

    @ParameterizedTest
    @CsvSource({
        "aud, jaas, its aud is not jitsi",
        "iss, 8x8, its iss is not chat",
        "sub, vpaas-magic-cookie-other, its sub is not ",
        "admin, true, it has the claim admin",
        "exp, 4102444800, its exp is not in the future",
        "context, ann, it has no user id in context.user.id"
    })
    void join_claimOfAnotherValue_isRefused(String claim, String value, String reason) {
        assertRefused(standup, signed(claims().claim(claim, value)), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "iss", "sub", "exp", "nbf", "room", "context"})
    void join_claimMissing_isRefused(String claim) {
        assertRefused(standup, signed(claims().claim(claim, null)), claim.equals("context") ? "user id" : claim);
    }

    @Test
    void join_atTheLimitsOfTheLifetime_isAcceptedWithoutLeeway() {
        simulator.join(standup, signed(claims().notBeforeTime(at(0)).expirationTime(at(1))));

        assertRefused(standup, signed(claims().notBeforeTime(at(1))), "its nbf is not in the past");
        assertRefused(standup, signed(claims().expirationTime(at(0))), "its exp is not in the future");
    }

    @Test
    void join_noUsableUser_isRefused() {
        for (Object id : new Object[] {"", "..", "a\nb", 7, true}) {
            JWTClaimsSet.Builder claims = claims().claim("context", Map.of("user", Map.of("id", id)));

            assertRefused(standup, signed(claims), "context.user.id");
        }
    }

    @Test
    void join_headerOfAnotherKind_isRefused() {
        JWSHeader.Builder header = header();

        assertRefused(standup, sign(header().keyID("vpaas-magic-cookie-other/51a1a7")), "its kid is not ");
        assertRefused(standup, sign(header().keyID(null)), "its kid is not ");
        assertRefused(standup, sign(header().type(null)), "its typ is not JWT");
        assertRefused(standup, sign(header.customParam("extra", "x")), "other members");
        assertRefused(standup, sign(new JWSHeader.Builder(JWSAlgorithm.RS512)), "its alg is not RS256");
    }

    @Test
    void join_notSignedByTheKey_isRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        JWSSigner other = new RSASSASigner(generator.generateKeyPair().getPrivate());
        byte[] publicText = simulator.keyId().value().repeat(2).getBytes(StandardCharsets.UTF_8);

        assertRefused(standup, signed(header(), claims(), other), "its signature was not made with the key ");
        assertRefused(
                standup,
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(simulator.keyId().value())
                                .type(JOSEObjectType.JWT),
                        claims(),
                        new MACSigner(publicText)),
                "its alg is not RS256; its signature was not made with the key ");
        String unsigned = new PlainJWT(claims().build()).serialize();
        assertRefused(standup, Jwt.parse(unsigned + "AA"), "its alg is not RS256");
    }

    @Test
    void join_tokenChanged_isRefused() {
        String token = signed(claims()).compact();
        String[] segments = token.split("\\.");
        String forBob = signed(claims().claim("room", "*")).compact().split("\\.")[1];

        assertRefused(standup, Jwt.parse(segments[0] + "." + forBob + "." + segments[2]), "its signature");
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) != '.') {
                char changed = token.charAt(i) == 'A' ? 'B' : 'A';
                assertRefused(standup, Jwt.parse(token.substring(0, i) + changed + token.substring(i + 1)), "its ");
            }
        }
        assertThat(simulator.room(standup).isOpen()).isFalse();
    }

    /** A signature of 256 bytes leaves four bits of its last character unused. */
    @Test
    void join_bannedTokenSpelledOtherwise_isRefused() {
        Jwt token = signed(claims());
        assertThat(new Caller(simulator).banJwt(token.compact()).status()).isEqualTo(200);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = token.compact().length() - 1;
        int digit = alphabet.indexOf(token.compact().charAt(last));

        assertThatThrownBy(() -> simulator.join(standup, token))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessage("The participant token of the user \"auth0|ann\" is banned.");
        for (int spare = 1; spare < 16; spare++) {
            String other = token.compact().substring(0, last) + alphabet.charAt(digit ^ spare);
            assertRefused(standup, Jwt.parse(other), "its signature");
        }
    }

    @Test
    void join_userIsBanned_isRefusedWithAnyToken() {
        assertThat(new Caller(simulator).banUser("auth0%7Cann").status()).isEqualTo(200);

        assertThatThrownBy(() -> simulator.join(standup, signed(claims())))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessage("The user \"auth0|ann\" is banned.");
        assertThat(simulator.room(standup).isOpen()).isFalse();
    }

    @Test
    void join_refused_showsNothingOfTheToken() {
        JWTClaimsSet.Builder claims = claims().claim("room", "s3cret").claim("aud", "s3cret");
        Jwt token = sign(header().keyID("s3cret"), claims);

        assertThatThrownBy(() -> simulator.join(standup, token))
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining(token.compact())
                .hasMessageContaining("`jaas decode-token`");
    }

    private void assertRefused(ConferenceName conference, Jwt token, String reason) {
        assertThatThrownBy(() -> simulator.join(conference, token))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessageStartingWith("The participant token is refused: ")
                .hasMessageContaining(reason);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .claim("aud", "jitsi")
                .issuer("chat")
                .subject(simulator.appId().value())
                .expirationTime(at(3600))
                .notBeforeTime(at(-60))
                .claim("room", "standup")
                .claim("context", context(false));
    }

    private static Map<String, Object> context(Object regex) {
        Map<String, Object> context = new HashMap<>(Map.of(
                "user", Map.of("id", ANN.value(), "name", "Ann", "moderator", "true"),
                "features", Map.of("recording", "false", "livestreaming", true)));
        if (regex != null) {
            context.put("room", Map.of("regex", regex));
        }
        return context;
    }

    private static Date at(long secondsFromNow) {
        return Date.from(NOW.plusSeconds(secondsFromNow));
    }

    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(simulator.keyId().value())
                .type(JOSEObjectType.JWT);
    }

    private Jwt signed(JWTClaimsSet.Builder claims) {
        return sign(header(), claims);
    }

    private Jwt signed(JWTClaimsSet.Builder claims, Object regex) {
        return sign(header(), claims.claim("context", context(regex)));
    }

    private Jwt sign(JWSHeader.Builder header) {
        return sign(header, claims());
    }

    private Jwt sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims) {
        return signed(header, claims, new RSASSASigner(key));
    }

    private static Jwt signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header.build(), claims.build());
            jwt.sign(signer);
            return Jwt.parse(jwt.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
