// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.jdkhttp;

import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A TLS context that shows the engines that it creates to an observer of the current thread. The JDK's client creates the
 * engine of a new connection on the thread that sends, and shows it to nobody.
 */
final class ObservedSslContext extends SSLContextSpi {

    private static final ThreadLocal<Consumer<SSLEngine>> OBSERVER = new ThreadLocal<>();

    private final Supplier<SSLContext> delegate;

    private ObservedSslContext(Supplier<SSLContext> delegate) {
        this.delegate = delegate;
    }

    /** Asks for the context when there is something to do with it. */
    static SSLContext observe(Supplier<SSLContext> context) {
        return new SSLContext(new ObservedSslContext(context), null, "TLS") {};
    }

    /** Shows an observer the engines that are created on this thread. */
    static void setObserver(Consumer<SSLEngine> observer) {
        OBSERVER.set(observer);
    }

    static void removeObserver() {
        OBSERVER.remove();
    }

    private static SSLEngine show(SSLEngine engine) {
        @Nullable Consumer<SSLEngine> observer = OBSERVER.get();
        if (observer != null) {
            observer.accept(engine);
        }
        return Runtime.version().feature() < 21 ? new ClosedInboundEngine(engine) : engine;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return show(delegate.get().createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return show(delegate.get().createSSLEngine(host, port));
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new UnsupportedOperationException("the context is initialized");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return delegate.get().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return delegate.get().getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return delegate.get().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return delegate.get().getClientSessionContext();
    }
}
