// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.forked;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.ForkedJvm;
import dev.jaas.verification.faults.TransportKind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chunk size that overflows an int makes the JDK's client loop in the one thread that serves all its connections. */
@Tag("slow")
class ChunkSizeTest {

    private static final Script OVERFLOW = Script.accept()
            .readRequest()
            .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n{}")
            .hold();
    private static final Script SUCCESS = Script.accept().readRequest().respond(200, "");

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void execute_afterChunkSizeThatOverflows_isAccepted(TransportKind kind) throws Exception {
        try (ScriptedServer hostile = ScriptedServer.start(OVERFLOW);
                ScriptedServer next = ScriptedServer.start(SUCCESS);
                ForkedJvm jvm = ForkedJvm.start(List.of(), DialOutJvm.class, kind.name())) {
            jvm.write((hostile.uri("") + "\n" + next.uri("") + "\n").getBytes(US_ASCII));

            assertThat(jvm.awaitLine("verdict: ")).isEqualTo("ACCEPTED"); // by its status alone
            assertThat(jvm.awaitLine("verdict: ")).as(jvm.output()).isEqualTo("ACCEPTED");
        }
    }
}
