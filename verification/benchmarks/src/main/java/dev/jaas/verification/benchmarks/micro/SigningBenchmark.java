// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.micro;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.verification.benchmarks.WorkDirectory;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A signature with RSA-4096: by the signer, by the JDK alone, and by the signer with another provider. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SigningBenchmark {

    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final byte[] input =
            "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJqaXRzaSIsImlzcyI6ImNoYXQifQ".getBytes(StandardCharsets.US_ASCII);
    private PemJwsSigner signer;
    private PemJwsSigner correttoSigner;
    private PrivateKey key;

    /** Reads the key, and checks that all three signatures are the same. */
    @Setup
    public void read() throws IOException, ReflectiveOperationException, GeneralSecurityException {
        WorkDirectory directory = new WorkDirectory(Path.of(System.getProperty("jaas.benchmarks")));
        signer = directory.signer(0);
        Provider corretto =
                (Provider) Class.forName(CORRETTO).getField("INSTANCE").get(null);
        correttoSigner = PemJwsSigner.builder(WorkDirectory.KEY_IDS.get(0))
                .provider(corretto)
                .fromFile(directory.privateKey(0));
        try (Reader file = Files.newBufferedReader(directory.privateKey(0));
                PEMParser pem = new PEMParser(file)) {
            key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) pem.readObject());
        }
        if (!Arrays.equals(sign(), signBare()) || !Arrays.equals(sign(), signByCorretto())) {
            throw new IllegalStateException("the signatures differ");
        }
    }

    /** Signs by the signer. */
    @Benchmark
    public byte[] sign() {
        return signer.sign(input);
    }

    /** Signs by the JDK alone. */
    @Benchmark
    public byte[] signBare() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }

    /** Signs by the signer that was given Amazon Corretto Crypto Provider. */
    @Benchmark
    public byte[] signByCorretto() {
        return correttoSigner.sign(input);
    }
}
