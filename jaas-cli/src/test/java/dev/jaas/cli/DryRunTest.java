// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code --dry-run} prints, run by bash and curl against a simulator. */
class DryRunTest {

    private static final String TO_BAN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";
    private static final String NASTY = "it's \"my\" $HOME `id` \\ room! ☎ é";
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    private final JaasSimulator simulator = JaasSimulator.start();
    private String bob = "";

    @BeforeEach
    void meet() {
        simulator.join(simulator.conference(NASTY), UserId.parse("alice"));
        bob = simulator.join(simulator.conference(NASTY), UserId.parse("bob")).value();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("ban-user", NASTY + "/|+"),
                List.of("ban-jwt", TO_BAN),
                List.of("dial-out", NASTY, PHONE.value()),
                List.of("kick", NASTY, "BOB"),
                List.of("destroy-room", NASTY));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void curl_withTheTokenFilledIn_sendsTheSameRequest(List<String> command) throws Exception {
        String[] args =
                command.stream().map(arg -> arg.equals("BOB") ? bob : arg).toArray(String[]::new);
        Invocation.Result dry = withoutKey().run(with("--dry-run", args));
        assertThat(dry.err()).isEmpty();
        assertThat(dry.status()).isZero();
        assertThat(simulator.requests()).isEmpty();
        assertThat(dry.out()).contains("\"Authorization: Bearer $JAAS_TOKEN\"").doesNotContain(TO_BAN);

        String token = withKey().run("token").out().strip();
        Bash.run(dry.out(), Map.of("JAAS_TOKEN", token, "BANNED_JWT", TO_BAN));
        withKey().run(args);

        ReceivedRequest byCurl = simulator.requests().get(0);
        ReceivedRequest byProgram = simulator.requests().get(1);
        assertThat(byCurl.accepted()).as(byCurl.toString()).isTrue();
        assertThat(byCurl.method()).isEqualTo(byProgram.method());
        assertThat(byCurl.path()).isEqualTo(byProgram.path());
        assertThat(byCurl.body()).isEqualTo(byProgram.body());
        for (String header :
                new String[] {"accept", "accept-encoding", "content-type", "content-length", "user-agent"}) {
            assertThat(byCurl.header(header)).as(header).isEqualTo(byProgram.header(header));
        }
    }

    @Test
    void hangUp_afterADialOut_worksWithCurlToo() throws Exception {
        String token = withKey().run("token").out().strip();
        withKey().run("dial-out", NASTY, PHONE.value());

        String curl =
                withoutKey().run("hang-up", NASTY, PHONE.value(), "--dry-run").out();
        Bash.run(curl, Map.of("JAAS_TOKEN", token));

        assertThat(simulator.requests()).hasSize(2).allMatch(ReceivedRequest::accepted);
    }

    private static String[] with(String option, String... args) {
        return Stream.concat(Arrays.stream(args), Stream.of(option)).toArray(String[]::new);
    }

    private Invocation withoutKey() {
        return new Invocation()
                .with("JAAS_KEY_ID", simulator.keyId().value())
                .with("JAAS_BASE_URL", simulator.baseUrl().toString());
    }

    private Invocation withKey() {
        return withoutKey().with("JAAS_PRIVATE_KEY", simulator.privateKeyPem());
    }
}
