// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ScriptedResponse;
import dev.jaas.simulator.SimulatedRoom;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands against a simulator: effect, exit status and output. */
class CommandsTest {

    private static final String TO_BAN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");
    private static final UserId ALICE = UserId.parse("alice");

    @SuppressWarnings("NullAway.Init")
    private static JaasSimulator simulator;

    @SuppressWarnings("NullAway.Init")
    private static ConferenceName room;

    @BeforeAll
    static void start() {
        simulator = JaasSimulator.start();
        room = simulator.conference("testRoom");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @ParameterizedTest
    @EnumSource
    void everyCommand_takesEffect(TransportKind kind) {
        String transport = "--transport=" + kind;
        simulator.join(room, ALICE);
        ParticipantId bob = simulator.join(room, UserId.parse("bob"));

        assertAccepted("DIAL_OUT_PARTICIPANT", "dial-out", "testRoom", "+40 747-777.777", transport, "--timeout=30s");
        assertThat(simulator.room(room).call(PHONE).orElseThrow().state()).isEqualTo(SimulatedRoom.CallState.RINGING);
        assertAccepted("HANG_UP_CALL", transport, "hang-up", "testRoom", "+40(747)777777");
        assertThat(simulator.room(room).call(PHONE).orElseThrow().state()).isEqualTo(SimulatedRoom.CallState.ENDED);
        assertAccepted("KICK_PARTICIPANT", "kick", "testRoom", bob.value(), transport);
        assertThat(simulator.room(room).participants()).hasSize(1);
        assertAccepted("BAN_USER", "ban-user", "auth0|5f903d/é +", transport);
        assertThat(simulator.bannedUsers()).containsExactly(UserId.parse("auth0|5f903d/é +"));
        assertAccepted("BAN_JWT", "ban-jwt", TO_BAN, transport);
        assertThat(simulator.bannedJwts()).hasSize(1);
        assertAccepted("DESTROY_ROOM", "destroy-room", "testRoom", transport);
        assertThat(simulator.room(room).isOpen()).isFalse();
    }

    @Test
    void room_asNameFullNameOrFqn_sameRoom() {
        for (String name : new String[] {"testRoom", room.fullName(), room.fqn()}) {
            simulator.join(room, ALICE);
            assertAccepted("DESTROY_ROOM", "destroy-room", name);
            assertThat(simulator.room(room).isOpen()).as(name).isFalse();
        }
    }

    @Test
    void room_asALink_isTheRoomThatTheLinkOpens() {
        ConferenceName canonical = simulator.conference("my%20room");
        for (String link : new String[] {
            "https://8x8.vc/" + canonical.appId() + "/My%20Room?jwt=" + TO_BAN,
            "8x8.vc/" + canonical.fqn() + "#config.a=\"b@c\""
        }) {
            simulator.join(canonical, ALICE);
            assertAccepted("DESTROY_ROOM", "destroy-room", link);
            assertThat(simulator.room(canonical).isOpen()).as(link).isFalse();
        }
    }

    @Test
    void room_asALinkOfAnotherAppId_isRefused() {
        Invocation.Result result =
                invocation().run("destroy-room", "https://8x8.vc/vpaas-magic-cookie-other/room?jwt=" + TO_BAN);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("vpaas-magic-cookie-other").doesNotContain("eyJ");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void room_asPeopleSeeIt_isNotFoundAndTheMessageGivesTheCanonicalName() {
        ConferenceName canonical = simulator.conference("my%20room");
        simulator.join(canonical, ALICE);

        Invocation.Result result = invocation().run("destroy-room", "My Room");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err())
                .startsWith("DESTROY_ROOM was rejected with status 404 (not found); there is no such room: ")
                .contains("the room may be known by its canonical name \"my%20room\".")
                .endsWith(" To send the canonical name, add --canonical.\n");
        assertAccepted("DESTROY_ROOM", "destroy-room", "My Room", "--canonical");
        assertThat(simulator.room(canonical).isOpen()).isFalse();
    }

    @Test
    void canonical_ofAFullName_keepsItsDomain() {
        String fullName = ConferenceName.of(RoomName.parse("My Room"), room.appId())
                .withDomain("stage.8x8.vc")
                .fullName();

        assertThat(invocation()
                        .run("destroy-room", fullName, "--canonical", "--dry-run")
                        .out())
                .contains("my%20room@conference." + room.appId() + ".stage.8x8.vc");
    }

    @Test
    void notFound_ofACanonicalName_doesNotMentionTheOption() {
        assertThat(invocation().run("destroy-room", "nowhere").err())
                .contains("404")
                .doesNotContain("--canonical");
    }

    @Test
    void quiet_printsNothingForAnAcceptedCommandOnly() {
        simulator.join(room, ALICE);
        Invocation.Result accepted = invocation().run("destroy-room", "testRoom", "--quiet");
        assertThat(accepted.everything()).isEmpty();
        assertThat(accepted.status()).isZero();

        Invocation.Result rejected = invocation().run("destroy-room", "testRoom", "--quiet");
        assertThat(rejected.err()).startsWith("DESTROY_ROOM was rejected with status 404");
        assertThat(rejected.status()).isEqualTo(3);
        assertThat(invocation()
                        .run("destroy-room", "testRoom", "--quiet", "--dry-run")
                        .out())
                .startsWith("curl ");
    }

    @Test
    void banJwt_fromStandardInput_lineBreakIsStripped() {
        Invocation.Result result = invocation().reading(TO_BAN + "\n").run("ban-jwt", "-");

        assertThat(result.err()).isEmpty();
        assertThat(simulator.bannedJwts()).hasSize(1);
    }

    @Test
    void argumentsThatLookLikeOptionsOrFiles_arriveUnchanged() {
        assertAccepted("BAN_USER", "ban-user", "--", "--help");
        assertAccepted("BAN_USER", "ban-user", "@file");
        assertAccepted("BAN_USER", "ban-user", "\"quoted\" ${sys:user.home}");

        assertThat(simulator.bannedUsers())
                .extracting(UserId::value)
                .containsExactlyInAnyOrder("--help", "@file", "\"quoted\" ${sys:user.home}");
    }

    @Test
    void everyPermittedCommand_hasASubcommand() {
        Set<String> permitted = new TreeSet<>();
        collect(JaasCommand.class, permitted);
        Set<String> offered = new TreeSet<>();
        for (String command : new String[] {
            "ban-user x",
            "ban-jwt a.b.c",
            "destroy-room x",
            "dial-out x +40747777777",
            "hang-up x +40747777777",
            "kick x y"
        }) {
            String json = invocation()
                    .run((command + " --dry-run --json").split(" ", -1))
                    .out();
            offered.add(String.valueOf(parsed(json).get("command")));
        }

        assertThat(offered).isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 3, INVALID",
        "401, 3, UNAUTHENTICATED",
        "403, 3, FORBIDDEN",
        "404, 3, NOT_FOUND",
        "307, 3, REDIRECTED",
        "501, 5,",
        "302, 5,"
    })
    void response_notAccepted_reportedByStatusSentenceAndJson(int status, int exitStatus, String reason) {
        simulator.script(
                ScriptedResponse.status(status).body("<p>no</p>"),
                ScriptedResponse.status(status).body("<p>no</p>"));
        Invocation.Result plain = invocation().run("ban-user", "someone");
        Invocation.Result json = invocation().run("ban-user", "someone", "--json");

        assertThat(plain.status()).isEqualTo(exitStatus);
        assertThat(plain.out()).isEmpty();
        assertThat(plain.err().lines()).hasSize(1);
        assertThat(plain.err()).contains(String.valueOf(status)).startsWith("BAN_USER");
        assertThat(plain.err().endsWith("</p>. To find the reason, run jaas doctor --online.\n"))
                .isEqualTo(status == 401);
        assertThat(json.status()).isEqualTo(exitStatus);
        assertThat(parsed(json.out()))
                .containsEntry("outcome", exitStatus == Failure.REJECTED ? "rejected" : "unknown")
                .containsEntry("exitStatus", (long) exitStatus)
                .containsEntry("command", "BAN_USER")
                .containsEntry("status", (long) status)
                .containsEntry("attempts", 1L)
                .containsEntry("mayHaveTakenEffect", exitStatus == Failure.UNKNOWN)
                .containsKey("message");
        assertThat(parsed(json.out()).get("reason")).isEqualTo(reason);
    }

    @Test
    void retryAfter_beyondTheTimeout_reportedInJson() {
        simulator.script(ScriptedResponse.status(429).header("Retry-After", "3600"));

        assertThat(parsed(invocation().run("ban-user", "x", "--json").out()))
                .containsEntry("reason", "RATE_LIMITED")
                .containsEntry("retryAfterSeconds", 3600L);
    }

    @ParameterizedTest
    @EnumSource
    void connectionRefused_isNotDelivered(TransportKind kind) throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Invocation.Result result = invocation()
                .run("dial-out", "r", "+40747777777", "--base-url=http://127.0.0.1:" + port, "--transport=" + kind);

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err()).contains("not delivered").endsWith(".\n");
    }

    @ParameterizedTest
    @EnumSource
    void timeout_limitsTheOneAttemptOfADialOut(TransportKind kind) throws Exception {
        try (RecordingServer silent = new RecordingServer(RecordingServer.SILENCE, "")) {
            long start = System.nanoTime();
            Invocation.Result result = invocation()
                    .run(
                            "dial-out",
                            "r",
                            "+40747777777",
                            "--timeout=1s",
                            "--base-url",
                            silent.url(),
                            "--transport=" + kind);

            assertThat(result.status()).isEqualTo(5);
            assertThat(result.err().lines()).hasSize(1);
            assertThat(silent.requests()).hasSize(1);
            assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L); // less than the 10 s without --timeout
        }
    }

    @Test
    void timeout_ofARepeatableCommand_allowsEveryAttempt() throws Exception {
        try (RecordingServer silent = new RecordingServer(RecordingServer.SILENCE, "")) {
            Invocation.Result result =
                    invocation().run("destroy-room", "r", "--timeout=1s", "--base-url", silent.url());

            assertThat(result.status()).isEqualTo(5);
            assertThat(silent.requests()).hasSize(3);
        }
    }

    @Test
    void jdkClientThatResends_isRefused() {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
        try {
            Invocation.Result result = invocation().run("dial-out", "r", "+40747777777");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("enableAllMethodRetry").doesNotContain("failed");
        } finally {
            System.clearProperty("jdk.httpclient.enableAllMethodRetry");
        }
    }

    @Test
    void json_ofAnAcceptedCommand_oneObject() {
        assertThat(parsed(invocation().run("--json", "ban-user", "x").out()))
                .containsOnlyKeys("outcome", "exitStatus", "command", "status", "attempts", "elapsedMillis")
                .containsEntry("outcome", "accepted")
                .containsEntry("status", 200L);
    }

    @Test
    void token_isValid() throws Exception {
        Invocation invocation =
                new Invocation().with("JAAS_KEY_ID", Keys.KEY_ID).with("JAAS_PRIVATE_KEY", Keys.pem());
        SignedJWT token = SignedJWT.parse(invocation.run("token").out().strip());

        assertThat(token.verify(new RSASSAVerifier(Keys.publicKey()))).isTrue();
        assertThat(token.getHeader().getKeyID()).isEqualTo(Keys.KEY_ID);
        assertThat(parsed(invocation.run("token", "--json").out())).containsOnlyKeys("keyId", "token");
    }

    @Test
    void options_takePrecedenceOverVariables(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key with a space.pem"), simulator.privateKeyPem());
        Invocation environment = new Invocation()
                .with("JAAS_KEY_ID", Keys.KEY_ID)
                .with("JAAS_PRIVATE_KEY_FILE", "missing.pem")
                .with("JAAS_PRIVATE_KEY", Keys.pem())
                .with("JAAS_BASE_URL", "http://127.0.0.1:1");

        assertThat(environment.run("ban-user", "x").err()).contains("missing.pem");
        Invocation.Result result = environment.run(
                "ban-user",
                "x",
                "--key-id",
                simulator.keyId().value(),
                "--private-key",
                key.toString(),
                "--base-url",
                simulator.baseUrl().toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    private static void assertAccepted(String command, String... args) {
        Invocation.Result result = invocation().run(args);

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith(command + " accepted (HTTP 200, 1 attempt, ")
                .endsWith(" ms)\n");
        assertThat(result.status()).isZero();
    }

    private static void collect(Class<?> type, Set<String> names) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted != null) {
            Arrays.stream(permitted).forEach(subtype -> collect(subtype, names));
        } else {
            names.add(type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
        }
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSONObjectUtils.parse(json);
        } catch (ParseException e) {
            throw new AssertionError(json, e);
        }
    }

    private static Invocation invocation() {
        return new Invocation()
                .with("JAAS_KEY_ID", simulator.keyId().value())
                .with("JAAS_PRIVATE_KEY", simulator.privateKeyPem())
                .with("JAAS_BASE_URL", simulator.baseUrl().toString());
    }
}
