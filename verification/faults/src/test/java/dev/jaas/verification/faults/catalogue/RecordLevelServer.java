// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jaas.testkit.transport.Script;
import dev.jaas.testkit.transport.ScriptedServer;
import dev.jaas.verification.faults.HttpRequests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A TLS 1.3 server that receives one request on each connection and then plays a {@link RecordScript}. Whatever it decrypts it
 * passes on to a {@link ScriptedServer}, which records the requests and counts the open connections.
 */
final class RecordLevelServer implements AutoCloseable {

    private static final KeyPair KEYS = newKeys();

    /** What a client must trust. */
    static final X509Certificate CERTIFICATE = selfSigned(KEYS);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ScriptedServer recorder = ScriptedServer.start(Script.accept().hold());
    private final AtomicInteger requests = new AtomicInteger();
    private final RecordScript script;
    private final ServerSocket listener;

    private RecordLevelServer(RecordScript script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordLevelServer start(RecordScript script) {
        RecordLevelServer server = new RecordLevelServer(script);
        startThread(server::acceptAll);
        return server;
    }

    URI uri() {
        return URI.create("https://localhost:" + listener.getLocalPort());
    }

    ScriptedServer recorder() {
        return recorder;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        recorder.close();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                startThread(() -> serve(socket));
            }
        } catch (IOException e) {
            // close() has closed the listener
        }
    }

    private void serve(Socket socket) {
        try (socket;
                Socket recording = new Socket(InetAddress.getLoopbackAddress(), recorder.port())) {
            socket.setTcpNoDelay(true);
            Tls13Connection connection = new Tls13Connection(socket, KEYS.getPrivate(), CERTIFICATE);
            OutputStream record = recording.getOutputStream();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            while (HttpRequests.lengthOfFirst(text.toString(ISO_8859_1)) == 0) {
                byte[] part = connection.read();
                if (part.length == 0) {
                    return;
                }
                text.write(part);
                record.write(part);
            }
            recorder.awaitRequests(requests.incrementAndGet(), TIMEOUT);
            script.play(connection);
            socket.shutdownOutput();
            for (byte[] part = connection.read(); part.length > 0; part = connection.read()) {
                record.write(part);
            }
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | GeneralSecurityException e) {
            // the script or the client has ended the connection
        }
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "record-level-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate selfSigned(KeyPair keys) {
        X500Name name = new X500Name("CN=record level server");
        Instant now = Instant.now();
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(1));
        generator.setSignature(algorithm);
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
        generator.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(1)))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        try {
            GeneralNames localhost = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
            generator.setExtensions(new Extensions(
                    new Extension(Extension.subjectAlternativeName, false, localhost.getEncoded(ASN1Encoding.DER))));
            TBSCertificate certificate = generator.generateTBSCertificate();
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(certificate.getEncoded(ASN1Encoding.DER));
            byte[] encoded = new DERSequence(
                            new ASN1Encodable[] {certificate, algorithm, new DERBitString(signature.sign())})
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
