// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority for tests. Its keys are made at run time and stay in memory, so there is no key to commit and no
 * certificate to renew. Thread-safe.
 */
public final class TestAuthority {

    private static final String NAME = "JaaS testkit authority";
    private static final char[] NO_PASSWORD = {};

    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    private TestAuthority() throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] basicConstraints =
                Der.sequence(Der.oid(2, 5, 29, 19), Der.bool(true), Der.octetString(Der.sequence(Der.bool(true))));
        certificate = sign(NAME, keys.getPublic(), now.minus(Duration.ofDays(30)), inADay(now), basicConstraints);
    }

    /**
     * Makes an authority.
     *
     * @return one with a new key
     */
    public static TestAuthority create() {
        try {
            return new TestAuthority();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make a certificate.", e);
        }
    }

    /**
     * The authority's own certificate.
     *
     * @return what a client must trust
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Issues a certificate that is valid now.
     *
     * @param names the DNS names and IPv4 addresses that it is for
     * @return a context for a server that shows it
     */
    public SSLContext issue(String... names) {
        Instant now = Instant.now();
        return issue(now.minus(Duration.ofDays(1)), inADay(now), names);
    }

    /**
     * Issues a certificate that has expired, an hour ago.
     *
     * @param names the DNS names and IPv4 addresses that it is for
     * @return a context for a server that shows it
     */
    public SSLContext issueExpired(String... names) {
        Instant now = Instant.now();
        return issue(now.minus(Duration.ofDays(1)), now.minus(Duration.ofHours(1)), names);
    }

    private SSLContext issue(Instant notBefore, Instant notAfter, String... names) {
        try {
            KeyPair serverKeys = newKeys();
            byte[][] generalNames =
                    Arrays.stream(names).map(TestAuthority::generalName).toArray(byte[][]::new);
            byte[] subjectAltName = Der.sequence(Der.oid(2, 5, 29, 17), Der.octetString(Der.sequence(generalNames)));
            X509Certificate issued =
                    sign("JaaS testkit server", serverKeys.getPublic(), notBefore, notAfter, subjectAltName);
            return context(serverKeys, issued, certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot make a certificate.", e);
        }
    }

    /** A version 3 certificate (RFC 5280 §4.1) with one extension. */
    private X509Certificate sign(String subject, PublicKey key, Instant notBefore, Instant notAfter, byte[] extension)
            throws GeneralSecurityException {
        byte[] ecdsaWithSha256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
        byte[] contents = Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(63, new SecureRandom())),
                ecdsaWithSha256,
                commonName(NAME),
                Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                commonName(subject),
                key.getEncoded(),
                Der.tagged(3, Der.sequence(extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(contents);
        byte[] encoded = Der.sequence(contents, ecdsaWithSha256, Der.bitString(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static SSLContext context(KeyPair keys, Certificate... chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), NO_PASSWORD, chain);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] commonName(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8String(name))));
    }

    /** RFC 5280 §4.2.1.6: an address as iPAddress, anything else as dNSName. */
    private static byte[] generalName(String name) {
        if (!name.matches("[0-9.]+")) {
            return Der.element(0x82, name.getBytes(US_ASCII));
        }
        try {
            return Der.element(0x87, InetAddress.getByName(name).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not an IPv4 address.", e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Instant inADay(Instant now) {
        return now.plus(Duration.ofDays(1));
    }
}
