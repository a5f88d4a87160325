package dev.jaas.testkit;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The client's side of a TLS handshake for a {@link SocketTransport}. */
final class SocketTls {

    private SocketTls() {}

    static SSLSocket handshake(SocketTransport transport, Socket tcp, URI uri)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustManagers(transport), null);
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(tcp, uri.getHost(), SocketWire.port(uri), true);
        if (!transport.has(Vice.TRUSTS_ANY_HOST)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        tls.startHandshake();
        return tls;
    }

    private static TrustManager @Nullable [] trustManagers(SocketTransport transport)
            throws IOException, GeneralSecurityException {
        if (transport.has(Vice.TRUSTS_ANYBODY)) {
            return new TrustManager[] {new TestAuthorityTest.Credulous()};
        }
        List<X509Certificate> trusted = transport.settings.trustedCertificates();
        if (trusted.isEmpty() || transport.has(Vice.IGNORES_TRUST_SETTINGS)) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : trusted) {
            store.setCertificateEntry("trusted" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
