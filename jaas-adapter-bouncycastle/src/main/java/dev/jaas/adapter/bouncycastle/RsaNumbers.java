package dev.jaas.adapter.bouncycastle;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** The eight numbers of an RSA private key with two primes (RFC 8017 §3.2), checked to belong together. */
final class RsaNumbers {

    /** RFC 7518 §3.3. */
    private static final int SMALLEST_MODULUS = 2048;

    /** What the JDK and OpenSSL make keys of and no more. */
    private static final int LARGEST_MODULUS = 16_384;

    /** The JDK and OpenSSL accept no longer one with a modulus above 3072 bits. */
    private static final int LONGEST_PUBLIC_EXPONENT = 64;

    private final RSAPrivateCrtKeySpec spec;

    private RsaNumbers(RSAPrivateCrtKeySpec spec) {
        this.spec = spec;
    }

    /** Checks sizes first, so that no arithmetic is done on numbers of absurd size. */
    static RsaNumbers checked(RSAPrivateCrtKeySpec spec, Mistakes mistakes) {
        checkSize(spec.getModulus(), mistakes);
        if (spec.getPrimeP().signum() == 0 || spec.getPublicExponent().signum() == 0) {
            throw mistakes.primesMissing();
        }
        if (!hasSaneExponent(spec) || !belongTogether(spec)) {
            throw mistakes.damaged();
        }
        return new RsaNumbers(spec);
    }

    static void checkSize(BigInteger modulus, Mistakes mistakes) {
        int bits = modulus.bitLength();
        if (bits < SMALLEST_MODULUS) {
            throw mistakes.tooWeak(bits);
        }
        if (bits > LARGEST_MODULUS) {
            throw mistakes.tooLong(bits);
        }
    }

    RSAPrivateCrtKeySpec privateSpec() {
        return spec;
    }

    /**
     * With a modulus object of its own: the JDK keeps a private exponent, for the blinding of signatures, as long as
     * somebody holds the modulus object of the private key, and the public key outlives that.
     */
    RSAPublicKeySpec publicSpec() {
        return new RSAPublicKeySpec(new BigInteger(spec.getModulus().toByteArray()), spec.getPublicExponent());
    }

    private static boolean hasSaneExponent(RSAPrivateCrtKeySpec key) {
        BigInteger e = key.getPublicExponent();
        return e.compareTo(ONE) > 0 && e.testBit(0) && e.bitLength() <= LONGEST_PUBLIC_EXPONENT;
    }

    /** The conditions of RFC 8017 §3.2. They cost microseconds where a trial signature costs milliseconds. */
    private static boolean belongTogether(RSAPrivateCrtKeySpec key) {
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
