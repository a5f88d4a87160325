// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static dev.jaas.testkit.JaasAssertions.assertThat;

import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.JaasSimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(JaasSimulatorExtension.class)
class JdkExampleTest {

    @Test
    void remove_participantInTheRoom_bansAndKicks(JaasSimulator simulator, @TempDir Path directory) throws Exception {
        var standup = simulator.conference("standup");
        var user = UserId.parse("auth0|5f903d7a77f3b4006eb8e67d");
        var participant = simulator.join(standup, user);
        var key = Files.writeString(directory.resolve("key.pem"), simulator.privateKeyPem());

        JdkExample.remove(simulator.baseUrl(), simulator.keyId(), key, "standup", user, participant);

        assertThat(simulator).hasBanned(user).room(standup).hasNoParticipant(user);
    }
}
