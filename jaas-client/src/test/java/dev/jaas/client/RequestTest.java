// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.jaas.api.CommandReceipt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import dev.jaas.spi.TransportRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What a transport is given to send, against the specification's curl examples. */
@Timeout(60)
class RequestTest {

    static final List<JaasCommand> COMMANDS = Commands.ALL;

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void execute_anyCommand_postsItWithExactlyTheseHeaders(JaasCommand command) {
        rig.transport.always(ScriptedTransport.respond(200));

        CommandReceipt receipt = Rig.await(rig.execute(command));

        assertThat(receipt).isEqualTo(new CommandReceipt(command, 200, 1, Duration.ZERO));
        TransportRequest request = rig.transport.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri().toString()).startsWith("https://8x8.vc/v1/_jaas/");
        assertThat(request.headers())
                .containsEntry("Accept", "*/*")
                .containsEntry("Accept-Encoding", "identity")
                .containsEntry("Authorization", "Bearer " + rig.token().compact())
                .hasEntrySatisfying("User-Agent", agent -> assertThat(agent).matches("jaas-java/\\d+\\.\\d+\\.\\S+"));
        if (command instanceof BanUser) {
            assertThat(request.body().hasRemaining()).isFalse();
            assertThat(request.headers()).containsOnlyKeys("Accept", "Accept-Encoding", "Authorization", "User-Agent");
        } else {
            assertThat(request.headers())
                    .containsOnlyKeys("Accept", "Accept-Encoding", "Authorization", "Content-Type", "User-Agent")
                    .containsEntry("Content-Type", "application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auth0|5f903d7a77f3b4006eb8e67d, auth0%7C5f903d7a77f3b4006eb8e67d",
        "a/b,                            a%2Fb",
        "a+b,                            a%2Bb",
        "a b,                            a%20b",
        "z\u00fcrich,                    z%C3%BCrich"
    })
    void execute_banUser_hasTheUserIdAsOneSegment(String user, String segment) throws InterruptedException {
        rig.warm();

        rig.execute(new BanUser(Commands.APP, UserId.parse(user)));

        assertThat(rig.transport.requests().get(0).uri().getRawPath())
                .isEqualTo("/v1/_jaas/jaccess/v1/access-management/" + Commands.APP + "/ban/user/" + segment);
    }

    @Test
    void execute_withABaseUrlOfItsOwn_goesThere() throws InterruptedException {
        try (Rig elsewhere =
                new Rig(32, builder -> builder.baseUrl(URI.create("http://127.0.0.1:8080/under/this/"))).warm()) {
            elsewhere.execute(Commands.DESTROY);

            assertThat(elsewhere.transport.requests().get(0).uri())
                    .hasToString("http://127.0.0.1:8080/under/this/v1/_jaas/conference-commands/v1/meeting");
        }
    }

    @Test
    void execute_whatTheTransportGets_isATokenThatAnIndependentLibraryAccepts() throws Exception {
        rig.warm();
        rig.execute(Commands.KICK);

        SignedJWT token = SignedJWT.parse(rig.authorization(0).substring("Bearer ".length()));

        assertThat(ScriptedSigner.verifies(token)).isTrue();
        assertThat(token.getJWTClaimsSet().getBooleanClaim("admin")).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(Commands.APP.value());
    }

    @Test
    void execute_aBanJwt_sendsTheTokenInTheBodyAlone() throws InterruptedException {
        rig.warm();

        rig.execute(Commands.BAN_JWT);

        TransportRequest request = rig.transport.requests().get(0);
        assertThat(UTF_8.decode(request.body()).toString()).contains(Commands.GUEST_TOKEN.compact());
        assertThat(request.uri().toString()).doesNotContain(Commands.GUEST_TOKEN.compact());
        assertThat(request.headers().values()).noneMatch(value -> value.contains(Commands.GUEST_TOKEN.compact()));
    }
}
