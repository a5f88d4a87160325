// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** How clients judge the certificates is tested by {@link HttpTransportContract}. */
class TestAuthorityTest {

    private final TestAuthority authority = TestAuthority.create();

    @Test
    void issue_names_areInSignedCertificate() throws IOException, GeneralSecurityException {
        X509Certificate certificate = shownBy(authority.issue("localhost", "a.example", "127.0.0.1"));

        assertThatCode(() -> certificate.verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(authority.certificate().getSubjectX500Principal());
        List<List<?>> expected = List.of(List.of(2, "localhost"), List.of(2, "a.example"), List.of(7, "127.0.0.1"));
        assertThat(certificate.getSubjectAlternativeNames()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void issue_addressOutOfRange_isRefused() {
        assertThatThrownBy(() -> authority.issue("127.0.0.999"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.999");
    }

    @Test
    void issueExpired_names_areInExpiredCertificate() throws IOException, GeneralSecurityException {
        X509Certificate certificate = shownBy(authority.issueExpired("localhost"));

        assertThatThrownBy(certificate::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void certificate_ofAuthority_isAuthoritysAndSignsItself() {
        assertThat(authority.certificate().getBasicConstraints()).isNotNegative();
        assertThatCode(() ->
                        authority.certificate().verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
    }

    /** The certificate that a server with this context shows. */
    private static X509Certificate shownBy(SSLContext context) throws IOException, GeneralSecurityException {
        SSLContext trustingAll = SSLContext.getInstance("TLS");
        trustingAll.init(null, new TrustManager[] {new AcceptingTrustManager()}, null);
        try (ScriptedServer server =
                        ScriptedServer.start(Script.accept().startTls(context).hold());
                SSLSocket client = (SSLSocket)
                        trustingAll.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            return (X509Certificate) client.getSession().getPeerCertificates()[0];
        }
    }

    /** Trusts every certificate, so that an expired one can be read. */
    static final class AcceptingTrustManager implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
