// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(JaasSimulatorExtension.class)
class InvitationsTest {

    @Test
    void link_ofAUser_letsThatUserJoinWithoutAdminRights(JaasSimulator simulator, @TempDir Path directory)
            throws IOException {
        Path key = Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem());
        try (Invitations invitations = new Invitations(simulator.keyId(), key)) {
            String link = invitations
                    .link(simulator.conference("standup"), UserId.parse("jane"), "Jane Doe")
                    .toString();
            String claims = new String(Base64.getUrlDecoder().decode(link.split("\\.")[2]), UTF_8);

            assertThat(link)
                    .startsWith(
                            "https://8x8.vc/" + simulator.conference("standup").fqn() + "?jwt=eyJ");
            assertThat(claims)
                    .contains("\"id\":\"jane\"", "\"room\":\"standup\"", "\"file-upload\":\"true\"")
                    .doesNotContain("admin");
            simulator.join(simulator.conference("standup"), Jwt.parse(link.substring(link.indexOf("eyJ"))));
            assertThat(simulator).room(simulator.conference("standup")).hasParticipant(UserId.parse("jane"));
        }
    }
}
