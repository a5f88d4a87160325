// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.simulator.JaasSimulator;
import dev.jaas.testkit.transport.TestAuthority;
import java.net.Socket;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** That the simulator accepts the signatures is seen wherever a client uses them: {@code JaasSimulatorAssertTest}. */
class SimulatorSignerTest {

    @Test
    void sign_afterClose_fails() {
        try (JaasSimulator simulator = JaasSimulator.start()) {
            SimulatorSigner signer = SimulatorSigner.of(simulator);
            assertThat(signer.keyId()).isEqualTo(simulator.keyId());
            assertThat(signer.sign("a.b".getBytes(US_ASCII))).hasSize(256);

            signer.close();

            assertThatThrownBy(() -> signer.sign("a.b".getBytes(US_ASCII)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void of_simulatorWithCallersKey_isRefused() throws Exception {
        RSAPublicKey key = (RSAPublicKey)
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        try (JaasSimulator any = JaasSimulator.start();
                JaasSimulator simulator =
                        JaasSimulator.builder().key(any.keyId(), key).start()) {
            assertThatThrownBy(() -> SimulatorSigner.of(simulator))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("public key only");
        }
    }

    @Test
    void simulator_withTls_showsTheCertificate() throws Exception {
        TestAuthority authority = TestAuthority.create();
        try (JaasSimulator simulator =
                JaasSimulator.builder().tls(authority.issue("127.0.0.1")).start()) {
            assertThat(simulator.baseUrl().toString()).startsWith("https://127.0.0.1:");
            assertThat(exchange(simulator, authority, "GET / HTTP/1.1", "Host: x", "Connection: close"))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void simulatorPage_withTls_isServedAndUsable() throws Exception {
        TestAuthority authority = TestAuthority.create();
        try (JaasSimulator simulator = JaasSimulator.builder()
                .tls(authority.issue("127.0.0.1"))
                .page(true)
                .start()) {
            String host = "Host: 127.0.0.1:" + simulator.baseUrl().getPort();

            assertThat(exchange(simulator, authority, "GET / HTTP/1.1", host, "Connection: close"))
                    .startsWith("HTTP/1.1 200")
                    .contains("<title>JaaS simulator</title>");
            assertThat(exchange(
                            simulator,
                            authority,
                            "POST /page/join HTTP/1.1",
                            host,
                            "Connection: close",
                            "Origin: " + simulator.baseUrl(),
                            "X-Jaas-Simulator: page",
                            "Content-Type: application/json",
                            "Content-Length: 31",
                            "",
                            "{\"room\":\"standup\",\"user\":\"ann\"}"))
                    .startsWith("HTTP/1.1 204");
            assertThat(simulator.room(simulator.conference("standup")).participants())
                    .hasSize(1);
        }
    }

    private static String exchange(JaasSimulator simulator, TestAuthority authority, String... request)
            throws Exception {
        try (Socket socket = trusting(authority)
                .getSocketFactory()
                .createSocket("127.0.0.1", simulator.baseUrl().getPort())) {
            socket.setSoTimeout(30_000);
            ((SSLSocket) socket).startHandshake();
            socket.getOutputStream().write((String.join("\r\n", request) + "\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static SSLContext trusting(TestAuthority authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
