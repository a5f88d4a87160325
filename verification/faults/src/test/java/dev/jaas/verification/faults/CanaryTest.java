package dev.jaas.verification.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.testkit.ReceivedRequest;
import dev.jaas.testkit.Script;
import dev.jaas.testkit.ScriptedServer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key, a JWT to ban and the tokens made with that key, and where they must not turn up. */
class CanaryTest {

    private static final String LOG = "-Djdk.httpclient.HttpClient.log=";
    private static final int HEAPS = 30;

    /** Measured on 25: numbers of a key that has signed stay in the heap, held by the JDK; on 17 they go. */
    private static final boolean JDK_HOLDS_KEYS = Runtime.version().feature() > 17;

    @TempDir
    Path directory;

    private final RSAPrivateCrtKey key = key();
    private final byte[] banned = jwt().getBytes(ISO_8859_1);

    private static List<Script> troubles() {
        return List.of(
                Script.accept().readRequest().respond(200, "{}").forever(),
                Script.accept()
                        .answer(request -> Script.response(401, quoted(request)))
                        .forever(),
                Script.accept()
                        .answer(request -> Script.response(503, quoted(request)))
                        .forever(),
                Script.accept()
                        .answer(request -> Script.response(
                                400,
                                "",
                                "Retry-After: "
                                        + request.header("Authorization").orElse("")))
                        .forever(),
                Script.accept()
                        .answer(request ->
                                request.header("Authorization").orElse("").getBytes(ISO_8859_1))
                        .fin(),
                Script.accept().readRequest().reset(),
                Script.accept().readRequest().hold());
    }

    @ParameterizedTest
    @EnumSource
    void secrets_everyLevelAndEveryToString_areNotToldAndThenNotLeft(Stack stack) throws Exception {
        Outcome outcome = run(stack, List.of(), HEAPS);

        assertThat(outcome.told)
                .contains("DIAL_OUT", "DeliveryUnknownException", "CommandRejectedException", "\tat ")
                .contains("PemJwsSigner", "Token", "BanJwt", "JaasClient");
        outcome.secrets.forEach((name, secret) -> assertThat(outcome.told.contains(new String(secret, ISO_8859_1)))
                .as("%s is told by %s", name, stack)
                .isFalse());
        assertThat(outcome.leftInHeap)
                .as("left in the heap by %s when all is closed", stack)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "errors,ALL"})
    void jdkLogsHeaders_isWarnedOfOnce(String what) throws Exception {
        Outcome outcome = run(Stack.JDK, List.of(LOG + what), 0);

        assertThat(outcome.told.lines().filter(line -> line.contains("and the admin token with them")))
                .hasSize(1);
        assertThat(outcome.told).as("what the JDK does then").contains("Bearer eyJ");
    }

    @Test
    void jdkLogsSomethingElse_isNotWarnedOf() throws Exception {
        Outcome outcome = run(Stack.JDK, List.of(LOG + "requests,content,ssl,trace,channel"), 0);

        assertThat(outcome.told).doesNotContain("the admin token with them", "Bearer eyJ");
    }

    private record Outcome(String told, Map<String, byte[]> secrets, List<String> leftInHeap) {}

    private Outcome run(Stack stack, List<String> options, int heaps) throws Exception {
        List<ScriptedServer> servers = new ArrayList<>();
        List<String> arguments =
                new ArrayList<>(List.of(stack.name(), directory.resolve("heap").toString()));
        for (Script trouble : troubles()) {
            ScriptedServer server = ScriptedServer.start(trouble);
            servers.add(server);
            arguments.add(server.uri("").toString());
        }
        try (ForkedJvm jvm = ForkedJvm.start(options, CanaryJvm.class, arguments.toArray(String[]::new))) {
            jvm.tell(lengthAndBytes(pem().getBytes(ISO_8859_1)));
            jvm.tell(lengthAndBytes(banned));
            jvm.await("closed: ");
            Map<String, byte[]> secrets = secrets(servers);
            List<String> left = List.copyOf(secrets.keySet());
            for (int heap = 0; heap < heaps && !left.isEmpty(); heap++) { // what the collector has not got round to
                jvm.tell(new byte[] {1});
                jvm.await("heap: ");
                left = in(directory.resolve("heap" + heap + ".hprof"), secrets);
            }
            jvm.tell(new byte[] {0});
            jvm.await("held: ");
            assertThat(jvm.exitStatus()).isZero();
            return new Outcome(jvm.told(), secrets, left);
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

    private static List<String> in(Path heap, Map<String, byte[]> secrets) throws IOException {
        String content = new String(Files.readAllBytes(heap), ISO_8859_1);
        Files.delete(heap);
        assertThat(content).as("what surely is in a heap").contains("vpaas-magic-cookie-faults");
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

    /** Part of it, as it stands in a file and in the number's object alike. */
    private static byte[] middle(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] middle = new byte[16];
        System.arraycopy(all, all.length / 2, middle, 0, middle.length);
        return middle;
    }

    private static String quoted(ReceivedRequest request) {
        return "you said: " + request.header("Authorization").orElse("") + " "
                + new String(request.body(), StandardCharsets.UTF_8);
    }

    /** Found nowhere else, the code of these tests included. */
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
