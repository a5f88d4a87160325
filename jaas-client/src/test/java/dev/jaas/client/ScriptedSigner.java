// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.jaas.domain.KeyId;
import dev.jaas.spi.JwsSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Signs with an RSA key made at run time, unless it is scripted to fail or to hang; counts what it is asked for. */
final class ScriptedSigner implements JwsSigner {

    private static final KeyPair KEYS = makeKeys();

    private final Deque<Runnable> script = new ConcurrentLinkedDeque<>();
    private final AtomicInteger signatures = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private volatile boolean closed;

    @Override
    public KeyId keyId() {
        return Commands.KEY_ID;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        signatures.incrementAndGet();
        Runnable trouble = script.poll();
        begun.release();
        if (trouble != null) {
            trouble.run();
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(signingInput);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    ScriptedSigner thenFail(Supplier<? extends RuntimeException> failure) {
        script.add(() -> {
            throw failure.get();
        });
        return this;
    }

    ScriptedSigner thenThrow(Error error) {
        script.add(() -> {
            throw error;
        });
        return this;
    }

    /** The next signature takes until the latch opens, or its thread is interrupted, at which it fails. */
    ScriptedSigner thenHang(CountDownLatch until) {
        return thenHang(until, () -> {});
    }

    ScriptedSigner thenHang(CountDownLatch until, Runnable first) {
        script.add(() -> {
            first.run();
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        return this;
    }

    /** The next signature takes until the latch opens, whatever else happens: some drivers are like that. */
    ScriptedSigner thenHangDeafly(CountDownLatch until) {
        return thenHangDeafly(until, () -> {});
    }

    ScriptedSigner thenHangDeafly(CountDownLatch until, Runnable last) {
        script.add(() -> {
            while (until.getCount() > 0) {
                try {
                    until.await();
                } catch (InterruptedException e) { // deaf
                }
            }
            last.run();
        });
        return this;
    }

    /** Waits until the next so many signatures have begun. */
    void awaitNext(int count) throws InterruptedException {
        assertThat(begun.tryAcquire(count, Rig.MAX_WAIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    int signatures() {
        return signatures.get();
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether an independent library finds the signature to be of this signer's key. */
    static boolean verifies(SignedJWT token) throws JOSEException {
        return token.verify(new RSASSAVerifier((RSAPublicKey) KEYS.getPublic()));
    }

    private static KeyPair makeKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
