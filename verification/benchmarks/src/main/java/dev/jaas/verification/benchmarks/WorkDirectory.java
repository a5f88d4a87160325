// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.RoomName;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What the processes of one run share: two RSA-4096 keys and a certificate, made at run time, and the one command that every
 * contender sends.
 */
public record WorkDirectory(Path path) {

    /** The two key ids, both of the same AppID. */
    public static final List<KeyId> KEY_IDS = List.of(
            KeyId.parse("vpaas-magic-cookie-9f2c71d3a5e84b60b7d1c0e4f8a92d15/4a7c1e"),
            KeyId.parse("vpaas-magic-cookie-9f2c71d3a5e84b60b7d1c0e4f8a92d15/b03d92"));

    /** The command of all contenders. */
    public static final KickParticipant KICK = new KickParticipant(
            ConferenceName.of(
                    RoomName.parse("weekly-moderation-call"), KEY_IDS.get(0).appId()),
            ParticipantId.parse("7be13ea9"));

    /** Where the service has that command. */
    public static final String PATH = "/v1/_jaas/conference-commands/v1/meeting";

    /** The size of the keys that are measured. */
    static final int KEY_BITS = 4096;

    /** The body that the specification defines for {@link #KICK}, written by hand so that the encoder is checked against it. */
    public static byte[] body() {
        return ("{\"action\":\"KICK_PARTICIPANT\",\"payload\":{\"conferenceFullName\":\""
                        + KICK.conference().fullName() + "\",\"participantId\":\""
                        + KICK.participant().value() + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Makes the keys, of so many bits, and the certificate. */
    public static WorkDirectory create(int keyBits) throws IOException, GeneralSecurityException {
        WorkDirectory directory = new WorkDirectory(Files.createTempDirectory("jaas-benchmarks"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(keyBits);
        for (int key = 0; key < KEY_IDS.size(); key++) {
            directory.writeKey(directory.privateKey(key), generator.generateKeyPair());
        }
        directory.writeCertificate();
        return directory;
    }

    /** The file of a private key in PKCS#8. */
    public Path privateKey(int key) {
        return path.resolve("key-" + key + ".pem");
    }

    /** A signer with one of the keys. */
    public PemJwsSigner signer(int key) {
        return PemJwsSigner.fromFile(KEY_IDS.get(key), privateKey(key));
    }

    /** The file of the server's TLS key. */
    public Path tlsKey() {
        return path.resolve("tls-key.pem");
    }

    /** The file of the server's certificate, which it has issued to itself. */
    public Path tlsCertificate() {
        return path.resolve("tls-certificate.pem");
    }

    /** The server's certificate, to be trusted. */
    public X509Certificate readTlsCertificate() {
        try (InputStream in = Files.newInputStream(tlsCertificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be read", e);
        }
    }

    /** Deletes the keys. */
    public void delete() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }

    private void writeKey(Path file, KeyPair pair) throws IOException {
        try (JcaPEMWriter out = new JcaPEMWriter(new FileWriter(file.toFile(), StandardCharsets.US_ASCII))) {
            out.writeObject(new JcaPKCS8Generator(pair.getPrivate(), null));
        }
    }

    private void writeCertificate() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        writeKey(tlsKey(), pair);
        X500Name name = new X500Name("CN=127.0.0.1");
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(2))),
                name,
                pair.getPublic());
        try (Writer file = Files.newBufferedWriter(tlsCertificate());
                JcaPEMWriter out = new JcaPEMWriter(file)) {
            GeneralNames names = new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            out.writeObject(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("the certificate cannot be made", e);
        }
    }
}
