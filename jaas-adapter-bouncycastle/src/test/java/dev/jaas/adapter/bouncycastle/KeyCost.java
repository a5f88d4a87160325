// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the costs in {@code docs/keys.md}: {@code ./jaas demo && mvn -Pkey-cost test -pl jaas-adapter-bouncycastle -am}.
 */
class KeyCost {

    private static final KeyId KEY_ID = KeyId.parse("vpaas-magic-cookie-test/ed85b6");
    private static final Path PROGRAM = Path.of("..", "jaas-cli", "target", "jaas.jar");
    private static final int ROUNDS = Integer.getInteger("key.cost.rounds", 21);

    @TempDir
    static Path dir;

    static Path key;

    @BeforeAll
    static void makeKey() {
        Tools tools = new Tools(dir);
        tools.run("openssl genrsa -traditional -out rsa4096.pem 4096");
        key = tools.path("rsa4096.pem");
    }

    /** Alternates between new JVMs, so that other load on the machine affects all variants equally. */
    @Test
    void firstLoad() throws Exception {
        List<Path> signed = Stream.of(
                        FirstLoad.class,
                        PemJwsSigner.class,
                        JwsSigner.class,
                        KeyId.class,
                        ASN1Sequence.class,
                        MiscObjectIdentifiers.class,
                        PEMParser.class)
                .map(KeyCost::whereIs)
                .toList();
        assertThat(PROGRAM).as("the program, which ./jaas demo builds").exists();
        List<Path> fat = List.of(PROGRAM, whereIs(FirstLoad.class));
        List<long[]> parser = new ArrayList<>();
        List<long[]> signer = new ArrayList<>();
        List<long[]> signerInFatJar = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            parser.add(load("parser", signed));
            signer.add(load("signer", signed));
            signerInFatJar.add(load("signer", fat));
        }
        row("first load, RSA-4096 in PKCS#1", "wall ms", "CPU ms", "of PEMParser (wall)", "(CPU)");
        report("PEMParser, signed jars", parser, parser);
        report("this signer, signed jars", signer, parser);
        report("this signer, the program's jar", signerInFatJar, parser);
    }

    /** Alternates, too, and takes the minimum, since other load only adds to a time. */
    @Test
    void sign() throws Exception {
        Provider amazon = (Provider) Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                .getField("INSTANCE")
                .get(null);
        PemJwsSigner withJdk = PemJwsSigner.fromFile(KEY_ID, key);
        PemJwsSigner withAmazon = PemJwsSigner.builder(KEY_ID).provider(amazon).fromFile(key);
        long jdk = Long.MAX_VALUE;
        long corretto = Long.MAX_VALUE;
        for (int i = 0; i < 1000; i++) {
            jdk = Math.min(jdk, microsToSign(withJdk));
            corretto = Math.min(corretto, microsToSign(withAmazon));
        }
        row("RS256 with RSA-4096, one thread", "microseconds", "of the JDK");
        row("the JDK's provider", String.valueOf(jdk), "1.00");
        row("Amazon Corretto Crypto Provider", String.valueOf(corretto), "%.2f".formatted((double) corretto / jdk));
    }

    private static long microsToSign(PemJwsSigner signer) {
        long start = System.nanoTime();
        assertThat(signer.sign(new byte[300])).hasSize(512);
        return (System.nanoTime() - start) / 1000;
    }

    /** The most that pooling them could save. */
    @Test
    void signatureObject() throws Exception {
        long best = Long.MAX_VALUE;
        PrivateKey privateKey =
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        for (int i = 0; i < 10_000; i++) {
            long start = System.nanoTime();
            Signature.getInstance("SHA256withRSA").initSign(privateKey);
            best = Math.min(best, System.nanoTime() - start);
        }
        row("a Signature, made and initialised", "%.1f microseconds".formatted(best / 1000.0));
    }

    private static void report(String name, List<long[]> runs, List<long[]> baseline) {
        row(
                name,
                "%.0f".formatted(median(runs, 0) / 1000),
                "%.0f".formatted(median(runs, 1) / 1000),
                "%.2f".formatted(median(runs, 0) / median(baseline, 0)),
                "%.2f".formatted(median(runs, 1) / median(baseline, 1)));
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private static double median(List<long[]> runs, int column) {
        return runs.stream().mapToLong(run -> run[column]).sorted().toArray()[runs.size() / 2];
    }

    private static long[] load(String by, List<Path> classPath) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
                        FirstLoad.class.getName(),
                        by,
                        key.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Scanner figures = new Scanner(process.getInputStream(), StandardCharsets.UTF_8)) {
            return new long[] {figures.nextLong(), figures.nextLong()};
        }
    }

    private static Path whereIs(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
