// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** The eight parameters of an RSA private key with two primes (RFC 8017 §3.2), checked for consistency. */
final class RsaKeyParameters {

    /** RFC 7518 §3.3. */
    private static final int MIN_MODULUS_BITS = 2048;

    /** The maximum for which the JDK and OpenSSL generate keys. */
    private static final int MAX_MODULUS_BITS = 16_384;

    /** The maximum that the JDK and OpenSSL accept with a modulus above 3072 bits. */
    private static final int MAX_PUBLIC_EXPONENT_BITS = 64;

    private final RSAPrivateCrtKeySpec spec;

    private RsaKeyParameters(RSAPrivateCrtKeySpec spec) {
        this.spec = spec;
    }

    /** Checks sizes first, to avoid arithmetic on huge numbers. */
    static RsaKeyParameters checked(RSAPrivateCrtKeySpec spec, KeySource source) {
        checkSize(spec.getModulus(), source);
        if (spec.getPrimeP().signum() == 0 || spec.getPublicExponent().signum() == 0) {
            throw source.unusable(KeyProblem.PRIMES_MISSING);
        }
        if (!hasValidExponent(spec) || !isConsistent(spec)) {
            throw source.unusable(KeyProblem.DAMAGED);
        }
        return new RsaKeyParameters(spec);
    }

    static void checkSize(BigInteger modulus, KeySource source) {
        int bits = modulus.bitLength();
        if (bits < MIN_MODULUS_BITS) {
            throw source.unusable(KeyProblem.TOO_SHORT, bits);
        }
        if (bits > MAX_MODULUS_BITS) {
            throw source.unusable(KeyProblem.TOO_LONG, bits);
        }
    }

    RSAPrivateCrtKeySpec privateSpec() {
        return spec;
    }

    /**
     * Has its own modulus object: the JDK caches a private exponent, for the blinding of signatures, as long as the modulus
     * object of the private key is reachable, and the public key lives longer than the private key.
     */
    RSAPublicKeySpec publicSpec() {
        return new RSAPublicKeySpec(new BigInteger(spec.getModulus().toByteArray()), spec.getPublicExponent());
    }

    private static boolean hasValidExponent(RSAPrivateCrtKeySpec key) {
        BigInteger e = key.getPublicExponent();
        return e.compareTo(ONE) > 0 && e.testBit(0) && e.bitLength() <= MAX_PUBLIC_EXPONENT_BITS;
    }

    /** The conditions of RFC 8017 §3.2. Checking them takes microseconds; a trial signature takes milliseconds. */
    private static boolean isConsistent(RSAPrivateCrtKeySpec key) {
        BigInteger n = key.getModulus();
        BigInteger p = key.getPrimeP();
        BigInteger q = key.getPrimeQ();
        BigInteger d = key.getPrivateExponent();
        return isBetween(p, n)
                && isBetween(q, n)
                && p.multiply(q).equals(n)
                && isBetween(d, n)
                && isExponentFor(p, d, key.getPrimeExponentP(), key.getPublicExponent())
                && isExponentFor(q, d, key.getPrimeExponentQ(), key.getPublicExponent())
                && isBetween(key.getCrtCoefficient(), p)
                && q.multiply(key.getCrtCoefficient()).mod(p).equals(ONE);
    }

    private static boolean isExponentFor(BigInteger prime, BigInteger d, BigInteger ofPrime, BigInteger e) {
        BigInteger order = prime.subtract(ONE);
        return d.mod(order).equals(ofPrime) && e.multiply(ofPrime).mod(order).equals(ONE);
    }

    private static boolean isBetween(BigInteger value, BigInteger limit) {
        return value.signum() > 0 && value.compareTo(limit) < 0;
    }
}
