// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that use the built jars send a command over TLS, each in a JVM of its own. */
@Tag("slow")
class BuiltJarsTest {

    private static final Jars JARS = Jars.ofProgramAnd("dev.jaas.adapter.vertx");

    @TempDir
    private Path directory;

    private Service service;

    @BeforeEach
    void start() throws Exception {
        service = new Service(directory);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void jars_ofTheLibrary_areThoseOfTheBuild() {
        assertThat(JARS.files().stream().map(file -> file.getFileName().toString()))
                .allMatch(name -> name.endsWith(".jar"))
                .filteredOn(name -> name.startsWith("jaas-") && !name.contains("verification"))
                .hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"JdkModerator,true", "JdkModerator,false", "VertxModerator,true", "VertxModerator,false"})
    void main_webhookAndEncryptedKey_kicksOverTls13(String main, boolean onModulePath) throws Exception {
        List<String> command = Program.java(onModulePath ? onModulePath(main) : onClassPath(main));

        Program program = Program.run(directory, command, service);

        assertThat(program.output()).isEqualToIgnoringNewLines((onModulePath ? "dev.jaas.events" : "null") + " 200");
        assertThat(program.status()).isZero();
        assertThat(service.simulator).room(service.standup).hasNoParticipant(service.guest);
    }

    /** As in an image of Java 17 without {@code jdk.crypto.ec}, which registers the third provider. */
    @ParameterizedTest
    @ValueSource(strings = {"JdkModerator", "VertxModerator"})
    void main_runtimeWithoutEllipticCurves_namesTheMissingModule(String main) throws Exception {
        Path security = Files.writeString(directory.resolve("java.security"), "security.provider.3=SUN\n");
        List<String> options = new ArrayList<>(List.of("-Djava.security.properties=" + security));
        options.addAll(onClassPath(main));

        Program program = Program.run(directory, Program.java(options), service);

        assertThat(program.output()).contains("was not delivered", Document.missingModuleMessage());
        assertThat(service.simulator.requests()).isEmpty();
    }

    @Test
    void service_handshake_isTls13WithCertificateOnP256() throws Exception {
        try (SSLSocket socket = connect()) {
            SSLSession session = socket.getSession();

            assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
            assertThat(session.getPeerCertificates()[0].getPublicKey())
                    .isInstanceOfSatisfying(
                            ECPublicKey.class,
                            key -> assertThat(key.getParams().toString()).contains("secp256r1"));
        }
    }

    @Test
    void service_clientOfTls12_isRefused() throws Exception {
        try (SSLSocket socket = connect()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    private SSLSocket connect() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", service.authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return (SSLSocket) context.getSocketFactory()
                .createSocket("127.0.0.1", service.simulator.baseUrl().getPort());
    }

    private static List<String> onModulePath(String main) {
        return List.of(
                "--module-path",
                JARS.path(),
                "--add-modules",
                "dev.jaas.adapter.vertx",
                "--module",
                Jars.PROGRAM + "/" + Jars.PROGRAM + "." + main);
    }

    private static List<String> onClassPath(String main) {
        return List.of("--class-path", JARS.path(), Jars.PROGRAM + "." + main);
    }
}
