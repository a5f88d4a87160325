// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Loads one key in a new JVM and prints its wall and CPU time in microseconds. For {@link KeyCost}. */
final class FirstLoad {

    private FirstLoad() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        long cpu = cpuTime();
        long wall = System.nanoTime();
        Object key = args[0].equals("signer") ? bySigner(file) : ByPemParser.load(file);
        wall = System.nanoTime() - wall;
        cpu = cpuTime() - cpu;
        System.out.println(wall / 1000 + " " + cpu / 1000 + " " + key.getClass().getSimpleName());
    }

    private static long cpuTime() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static PemJwsSigner bySigner(Path file) {
        return PemJwsSigner.fromFile(KeyId.parse("vpaas-magic-cookie-test/ed85b6"), file);
    }

    /** A separate class, since verifying its code opens BouncyCastle's jars. */
    private static final class ByPemParser {

        static PrivateKey load(Path file) throws IOException {
            try (Reader in = Files.newBufferedReader(file);
                    PEMParser parser = new PEMParser(in)) {
                return new JcaPEMKeyConverter()
                        .getKeyPair((PEMKeyPair) parser.readObject())
                        .getPrivate();
            }
        }
    }
}
