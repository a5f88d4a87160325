// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * The TLS context of one transport. The JDK takes some 70 ms of CPU time to make its first one, so that is done by a thread of
 * its own while the application makes what else it needs, such as the first admin token.
 */
final class TlsContext implements Supplier<SSLContext> {

    private final FutureTask<SSLContext> context;

    private TlsContext(List<X509Certificate> authorities) {
        context = new FutureTask<>(() -> authorities.isEmpty() ? SSLContext.getDefault() : trusting(authorities));
    }

    /** Starts to make a context that trusts these certificates, or, if there are none, the JDK's default context. */
    static TlsContext of(List<X509Certificate> authorities) {
        TlsContext tls = new TlsContext(authorities);
        Thread thread = new Thread(null, tls.context, "jaas-jdkhttp-tls", 0, false);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // no thread can be created: the first connection makes the context
        }
        return tls;
    }

    /**
     * Returns the context, when it is made.
     *
     * @throws IllegalStateException if the JDK cannot make it, such as because of {@code javax.net.ssl.trustStore}; its cause is an
     *     {@link SSLException}
     */
    @Override
    public SSLContext get() {
        context.run(); // unless it has been run
        try {
            return context.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(new SSLException("the JDK cannot make a TLS context", e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the TLS context was made", e);
        }
    }

    private static SSLContext trusting(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (X509Certificate authority : authorities) {
            trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(null, factory.getTrustManagers(), null);
        return made;
    }
}
