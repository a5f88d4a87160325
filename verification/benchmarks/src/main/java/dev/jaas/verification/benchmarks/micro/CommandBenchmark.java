// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.micro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jaas.api.CommandReceipt;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.KickParticipant;
import dev.jaas.verification.benchmarks.WorkDirectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A command from {@code execute} to its receipt with a transport that completes at once, and the encoding of its body alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CommandBenchmark {

    private final ObjectMapper mapper = new ObjectMapper();
    private JaasClient client;
    private InstantTransport transport;

    /** The body as an object. */
    record Body(String action, Payload payload) {}

    /** What the body holds. */
    record Payload(String conferenceFullName, String participantId) {}

    /** Makes the client, and its token by a first command. */
    @Setup
    public void open() throws JsonProcessingException {
        WorkDirectory directory = new WorkDirectory(Path.of(System.getProperty("jaas.benchmarks")));
        transport = new InstantTransport();
        client = JaasClient.builder(directory.signer(0), transport)
                .callbackExecutor(Runnable::run)
                .build();
        client.execute(WorkDirectory.KICK).join();
        if (!Arrays.equals(encode(), WorkDirectory.body())) {
            throw new IllegalStateException("the bodies differ");
        }
    }

    /** Closes the client, and checks that every command had the right body. */
    @TearDown
    public void close() {
        client.close();
        transport.close();
    }

    /** Executes a command. */
    @Benchmark
    public CommandReceipt execute() {
        return client.execute(WorkDirectory.KICK).join();
    }

    /** Encodes the body of the same command by databind. */
    @Benchmark
    public byte[] encode() throws JsonProcessingException {
        KickParticipant kick = WorkDirectory.KICK;
        return mapper.writeValueAsBytes(new Body(
                "KICK_PARTICIPANT",
                new Payload(kick.conference().fullName(), kick.participant().value())));
    }
}
