// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.transport.RecordedRequest;
import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.ForkedJvm;
import dev.jaas.verification.faults.TransportKind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A private key, a JWT to ban and the admin tokens: none may be printed, logged or left in the heap. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class CanaryTest {

    private static final String LOG = "-Djdk.httpclient.HttpClient.log=";
    private static final int MAX_HEAP_DUMPS = 30;

    /** Measured: on 25 the JDK keeps the numbers of a key that has signed in the heap; on 17 they are collected. */
    private static final boolean JDK_HOLDS_KEYS = Runtime.version().feature() > 17;

    @TempDir
    Path directory;

    private final RSAPrivateCrtKey key = key();
    private final byte[] banned = jwt().getBytes(ISO_8859_1);

    private static List<Script> scripts() {
        return List.of(
                Script.accept().readRequest().respond(200, "{}").forever(),
                Script.accept()
                        .respond(request -> Script.response(401, quote(request)))
                        .forever(),
                Script.accept()
                        .respond(request -> Script.response(503, quote(request)))
                        .forever(),
                Script.accept()
                        .respond(request -> Script.response(
                                400,
                                "",
                                "Retry-After: "
                                        + request.header("Authorization").orElse("")))
                        .forever(),
                Script.accept()
                        .respond(request ->
                                request.header("Authorization").orElse("").getBytes(ISO_8859_1))
                        .fin(),
                Script.accept().readRequest().reset(),
                Script.accept().readRequest().hold());
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "VERTX"})
    void secrets_everyLogLevelAndToString_areNotPrintedAndNotLeftInHeap(TransportKind kind) throws Exception {
        Outcome outcome = run(kind, List.of(), MAX_HEAP_DUMPS);

        assertThat(outcome.output)
                .contains("DIAL_OUT", "DeliveryUnknownException", "CommandRejectedException", "\tat ")
                .contains("PemJwsSigner", "Token", "BanJwt", "JaasClient");
        outcome.secrets.forEach((name, secret) -> assertThat(outcome.output.contains(new String(secret, ISO_8859_1)))
                .as("%s is printed by %s", name, kind)
                .isFalse());
        assertThat(outcome.leftInHeap)
                .as("left in the heap by %s after everything is closed", kind)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "errors,ALL"})
    void create_jdkLogsHeaders_warnsOnce(String what) throws Exception {
        Outcome outcome = run(TransportKind.JDK, List.of(LOG + what), 0);

        assertThat(outcome.output.lines().filter(line -> line.contains("with the admin token")))
                .hasSize(1);
        assertThat(outcome.output).as("what the JDK then logs").contains("Bearer eyJ");
    }

    @Test
    void create_jdkLogsOtherThings_doesNotWarn() throws Exception {
        Outcome outcome = run(TransportKind.JDK, List.of(LOG + "requests,content,ssl,trace,channel"), 0);

        assertThat(outcome.output).doesNotContain("with the admin token", "Bearer eyJ");
    }

    private record Outcome(String output, Map<String, byte[]> secrets, List<String> leftInHeap) {}

    private Outcome run(TransportKind kind, List<String> options, int heaps) throws Exception {
        List<ScriptedServer> servers = new ArrayList<>();
        List<String> arguments =
                new ArrayList<>(List.of(kind.name(), directory.resolve("heap").toString()));
        for (Script script : scripts()) {
            ScriptedServer server = ScriptedServer.start(script);
            servers.add(server);
            arguments.add(server.uri("").toString());
        }
        try (ForkedJvm jvm = ForkedJvm.start(options, CanaryJvm.class, arguments.toArray(String[]::new))) {
            jvm.write(lengthAndBytes(pem().getBytes(ISO_8859_1)));
            jvm.write(lengthAndBytes(banned));
            jvm.awaitLine("closed: ");
            Map<String, byte[]> secrets = secrets(servers);
            List<String> left = List.copyOf(secrets.keySet());
            for (int heap = 0; heap < heaps && !left.isEmpty(); heap++) {
                // One dump is not enough: collection may take several rounds.
                jvm.write(new byte[] {1});
                jvm.awaitLine("heap: ");
                left = findIn(directory.resolve("heap" + heap + ".hprof"), secrets);
            }
            jvm.write(new byte[] {0});
            jvm.awaitLine("held: ");
            assertThat(jvm.awaitExit()).isZero();
            return new Outcome(jvm.output(), secrets, left);
        } finally {
            servers.forEach(ScriptedServer::close);
        }
    }

    private Map<String, byte[]> secrets(List<ScriptedServer> servers) {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        for (String line : pem().lines().filter(line -> !line.startsWith("-")).toList()) {
            secrets.put("a line of the key " + secrets.size(), line.getBytes(ISO_8859_1));
        }
        if (!JDK_HOLDS_KEYS) {
            List.of(key.getPrivateExponent(), key.getPrimeP(), key.getPrimeQ(), key.getCrtCoefficient())
                    .forEach(number -> secrets.put("a number of the key " + secrets.size(), middle(number)));
        }
        secrets.put("the JWT to ban", banned);
        servers.stream().flatMap(server -> server.requests().stream()).forEach(request -> {
            String token = request.header("Authorization").orElseThrow();
            secrets.put(
                    "the token " + token.hashCode(),
                    token.substring("Bearer ".length()).getBytes(ISO_8859_1));
        });
        return secrets;
    }

    private static List<String> findIn(Path heap, Map<String, byte[]> secrets) throws IOException {
        String content = new String(Files.readAllBytes(heap), ISO_8859_1);
        Files.delete(heap);
        assertThat(content).as("a text that every heap contains").contains("vpaas-magic-cookie-faults");
        return secrets.entrySet().stream()
                .filter(secret -> content.contains(new String(secret.getValue(), ISO_8859_1)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static byte[] lengthAndBytes(byte[] secret) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(secret.length);
            out.write(secret);
        }
        return bytes.toByteArray();
    }

    private String pem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    /** Bytes from the middle of a number: they are the same in a file and in a {@link BigInteger}. */
    private static byte[] middle(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] middle = new byte[16];
        System.arraycopy(all, all.length / 2, middle, 0, middle.length);
        return middle;
    }

    private static String quote(RecordedRequest request) {
        return "you sent: " + request.header("Authorization").orElse("") + " "
                + new String(request.body(), StandardCharsets.UTF_8);
    }

    /** Random, so that it occurs nowhere else, not even in the code of these tests. */
    private static String jwt() {
        byte[] random = new byte[40];
        new SecureRandom().nextBytes(random);
        String segment = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return "eyJ" + segment + ".eyJ" + segment + "." + segment;
    }

    private static RSAPrivateCrtKey key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
