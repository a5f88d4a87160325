// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.cli.common.Terminal;
import dev.jaas.simulator.ScriptedResponse;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void demo_inWhichACommandFails_namesItsRowAndTheReason() {
        assertThat(demo(false)).isEqualTo(1);

        assertThat(out.toString(UTF_8)).containsPattern("dial-out +jdk .* 400 +FAILED, none\n");
        assertThat(err.toString(UTF_8).lines())
                .hasSize(4) // there is no call to hang up, either
                .first()
                .asString()
                .startsWith("The demo failed at dial-out over jdk: DIAL_OUT_PARTICIPANT was rejected with status 400");
    }

    @Test
    void demo_inWhichACommandFails_saysSoInJson() {
        assertThat(demo(true)).isEqualTo(1);

        assertThat(out.toString(UTF_8))
                .startsWith("{\"outcome\":\"failed\",\"exitStatus\":1,")
                .contains("\"failure\":\"DIAL_OUT_PARTICIPANT was rejected with status 400");
    }

    /** Rejects the first command over each transport. */
    private int demo(boolean json) {
        Terminal terminal = new Terminal(
                Map.of(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Clock.systemUTC());
        return new Demo(terminal, json, simulator -> simulator.script(ScriptedResponse.status(400))).run();
    }
}
