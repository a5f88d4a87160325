// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeTokenTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_600_000_060);
    private static final String SIGNATURE = "c2lnbmF0dXJlLXRoYXQtbXVzdC1ub3QtYmUtc2hvd24";
    private static final String HEADER = "{'alg':'RS256','kid':'" + Keys.KEY_ID + "','typ':'JWT'}";
    private static final String PARTICIPANT = "{'aud':'jitsi','context':{'user':{'id':'jane','moderator':'false'},"
            + "'features':{'recording':'false'},'room':{'regex':false}},'exp':1600003660,'iss':'chat','nbf':1600000000,"
            + "'room':'standup','sub':'" + Keys.APP_ID + "'}";
    private static final String ADMIN = "{'aud':'jitsi','exp':1600000660,'iss':'chat','admin':true,'nbf':1600000000,"
            + "'sub':'" + Keys.APP_ID + "'}";

    private final Invocation invocation = new Invocation().at(NOW);

    @Test
    void participantToken_valid_isShownWithoutItsSignature() {
        Invocation.Result result = invocation.run("decode-token", token(HEADER, PARTICIPANT));

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("""
                        A participant's token
                        header
                          alg: "RS256"
                          kid: "%s"
                          typ: "JWT"
                        claims
                          aud: "jitsi"
                          context: {"user":{"id":"jane","moderator":"false"},"features":{"recording":"false"},"room":{"regex":false}}
                          exp: 1600003660
                          iss: "chat"
                          nbf: 1600000000
                          room: "standup"
                          sub: "%s"
                        times
                          nbf: 2020-09-13T12:26:40Z (60 s ago)
                          exp: 2020-09-13T13:27:40Z (in 60 min)
                        8x8 would refuse nothing of this.
                        The signature was not verified.
                        """.formatted(Keys.KEY_ID, Keys.APP_ID));
    }

    @Test
    void adminToken_fromStandardInput_isNamedAsOne() {
        Invocation.Result result =
                invocation.reading(token(HEADER, ADMIN) + "\n").run("decode-token", "-");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("An admin token\n")
                .contains("Note: Its bearer can send every command: never give it to a participant.")
                .doesNotContain(SIGNATURE);
    }

    @Test
    void json_ofAToken_oneObjectWithoutTheSignature() throws Exception {
        Invocation.Result result = invocation.run(
                "decode-token", "--json", token(HEADER, PARTICIPANT.replace("1600003660", "1600000060")));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).doesNotContain(SIGNATURE);
        assertThat(JSONObjectUtils.parse(result.out()))
                .containsOnlyKeys(
                        "outcome",
                        "exitStatus",
                        "kind",
                        "header",
                        "claims",
                        "notBefore",
                        "expiresAt",
                        "refusals",
                        "notes",
                        "signature")
                .containsEntry("outcome", "found")
                .containsEntry("exitStatus", 2L)
                .containsEntry("kind", "participant")
                .containsEntry("notBefore", "2020-09-13T12:26:40Z")
                .containsEntry("expiresAt", "2020-09-13T12:27:40Z")
                .containsEntry("signature", "not verified")
                .containsEntry("refusals", List.of("exp has passed: the token expired at 2020-09-13T12:27:40Z."));
    }

    static Stream<Arguments> refusedTokens() {
        return Stream.of(
                arguments(HEADER.replace("RS256", "HS256"), PARTICIPANT, "alg is not \"RS256\"."),
                arguments(HEADER.replace(",'typ':'JWT'", ""), PARTICIPANT, "typ is not \"JWT\"."),
                arguments("{'alg':'RS256','typ':'JWT'}", PARTICIPANT, "kid is missing or not a string"),
                arguments(HEADER.replace(Keys.APP_ID + "/", ""), PARTICIPANT, "kid is not a key id. Key id \"ed85b6\""),
                arguments(HEADER, PARTICIPANT.replace(Keys.APP_ID, "other"), "sub is not the AppID in kid."),
                arguments(HEADER, PARTICIPANT.replace("jitsi", "x"), "aud is not \"jitsi\"."),
                arguments(HEADER, PARTICIPANT.replace("chat", "x"), "iss is not \"chat\"."),
                arguments(HEADER, PARTICIPANT.replace("'exp':1600003660,", ""), "exp is missing."),
                arguments(
                        HEADER, PARTICIPANT.replace("1600003660", "'1600003660'"), "exp is not an integer of seconds"),
                arguments(
                        HEADER, PARTICIPANT.replace("1600003660", "1600003660.5"), "exp is not an integer of seconds"),
                arguments(HEADER, PARTICIPANT.replace("1600003660", "-1"), "exp is not an integer of seconds"),
                arguments(HEADER, PARTICIPANT.replace("1600003660", "1600000060"), "exp has passed"),
                arguments(HEADER, PARTICIPANT.replace("1600000000", "1600000061"), "nbf has not come yet"),
                arguments(
                        HEADER, PARTICIPANT.replace("1600000000", "1600000000000"), "nbf is not an integer of seconds"),
                arguments(HEADER, PARTICIPANT.replace("1600000000", "99999999999999999999"), "nbf is not an integer"),
                arguments(HEADER, PARTICIPANT.replace("'room':'standup',", ""), "room is missing or not a string"),
                arguments(HEADER, PARTICIPANT.replace("'standup'", "null"), "room is missing or not a string"),
                arguments(HEADER, ADMIN.replace("true", "'true'"), "admin is not the boolean true."));
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void refusedToken_decoded_isReported(String header, String claims, String refusal) {
        Invocation.Result result = invocation.run("decode-token", token(header, claims));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("8x8 would refuse it:\n- " + refusal).doesNotContain(SIGNATURE);
        assertThat(result.out().lines().filter(line -> line.startsWith("- "))).hasSize(1);
    }

    static Stream<Arguments> notedTokens() {
        return Stream.of(
                arguments(PARTICIPANT.replace("standup", "*"), "It opens every room of the AppID."),
                arguments(
                        PARTICIPANT.replace("'regex':false", "'regex':true"), "room is a Lua pattern without ^ and $"),
                arguments(
                        PARTICIPANT.replace("'regex':false", "'regex':'false'"), "context.room.regex is not a boolean"),
                arguments(PARTICIPANT.replace("'id':'jane',", ""), "context.user.id is missing"),
                arguments(PARTICIPANT.replace("'moderator':'false'", "'moderator':true"), "Its user is a moderator."),
                arguments(PARTICIPANT.replace("1600003660", "1600259261"), "It is valid for 3 days"),
                arguments(PARTICIPANT.replace("1600003660", "160000366000"), "exp looks like milliseconds"),
                arguments(ADMIN.replace("{'aud'", "{'room':'x','aud'"), "It has claims of a participant's token"));
    }

    @ParameterizedTest
    @MethodSource("notedTokens")
    void notedToken_decoded_isNotRefused(String claims, String note) {
        Invocation.Result result = invocation.run("decode-token", token(HEADER, claims));

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("\nNote: " + note);
    }

    @Test
    void roomPattern_anchored_isNotNoted() {
        String claims = PARTICIPANT.replace("'regex':false", "'regex':true").replace("standup", "^standup%-%d+$");

        assertThat(invocation.run("decode-token", token(HEADER, claims)).out()).doesNotContain("Note:");
    }

    @Test
    void everyKindOfValue_isShownAsItIs() {
        String claims = "{'a':null,'b':[1,-2.50,true,{}],'c':123456789012345678901234567890,'é':'é'}";

        assertThat(invocation.run("decode-token", token(HEADER, claims)).out())
                .contains(
                        "  a: null\n",
                        "  b: [1,-2.50,true,{}]\n",
                        "  c: 123456789012345678901234567890\n",
                        "  é: \"é\"\n");
    }

    @Test
    void textThatControlsATerminal_isEscaped() throws Exception {
        String claims = PARTICIPANT.replace("jane", "\\u001b[2J\\u202e\\u009b\u2028\uDB40\uDC01");
        for (String option : List.of("--verbose", "--json")) {
            String out = invocation
                    .run("decode-token", option, token(HEADER, claims))
                    .out();

            assertThat(out.codePoints().filter(c -> c != '\n').map(Character::getType))
                    .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR);
        }
        Map<String, Object> json = JSONObjectUtils.parse(
                invocation.run("decode-token", "--json", token(HEADER, claims)).out());
        assertThat(json.get("claims").toString()).contains("\u202e\u009b\u2028\uDB40\uDC01");
    }

    @Test
    void claims_nestedTooDeeplyOrNotUtf8_areRefused() {
        String header = base64(HEADER.replace('\'', '"').getBytes(UTF_8));
        for (String claims : List.of(
                base64(("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}").getBytes(UTF_8)),
                base64(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
                base64("{}{}".getBytes(UTF_8)))) {
            Invocation.Result result = invocation.run("decode-token", header + "." + claims + "." + SIGNATURE);

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("The token's claims cannot be read")
                    .hasLineCount(1);
        }
    }

    private static String token(String header, String claims) {
        return base64(header.replace('\'', '"').getBytes(UTF_8)) + "."
                + base64(claims.replace('\'', '"').getBytes(UTF_8)) + "." + SIGNATURE;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
