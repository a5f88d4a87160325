package dev.jaas.adapter.bouncycastle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From text to numbers: finds the one private key, opens its encryption, reads it. Only the classes that open an
 * encryption touch BouncyCastle, so that reading a key without one need not open its signed jar.
 */
final class KeyReader {

    private final byte @Nullable [] passphrase;
    private final Mistakes mistakes;

    KeyReader(byte @Nullable [] passphrase, Mistakes mistakes) {
        this.passphrase = passphrase;
        this.mistakes = mistakes;
    }

    RsaNumbers read(byte[] content) {
        byte[] text = PemText.cleaned(content);
        try {
            List<PemBlock> blocks = PemText.blocks(text);
            try {
                return blocks.isEmpty() ? readWrapped(text) : read(keyIn(blocks));
            } finally {
                blocks.forEach(PemBlock::wipe);
            }
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Base64 of the whole file, once: twice is nothing that people do. */
    private RsaNumbers readWrapped(byte[] text) {
        byte[] inner = PemText.wholeBase64(text);
        if (inner == null || !PemText.contains(inner, "-----BEGIN")) {
            throw NotPem.mistake(text, inner, mistakes);
        }
        try {
            return read(inner);
        } finally {
            Arrays.fill(inner, (byte) 0);
        }
    }

    private PemBlock keyIn(List<PemBlock> blocks) {
        List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.size() > 1) {
            throw mistakes.severalKeys(keys.size());
        }
        return keys.isEmpty() ? blocks.get(0) : keys.get(0);
    }

    private RsaNumbers read(PemBlock block) {
        String label = block.label();
        Mistakes mistakes = label.equals("OPENSSHPRIVATEKEY") ? this.mistakes.ofOpenSsh() : this.mistakes;
        if (!block.isPrivateKey() && !label.isEmpty()) {
            throw mistakes.notPrivate(label);
        }
        byte[] body = block.body();
        if (body == null) {
            throw mistakes.cutOff();
        }
        return RsaNumbers.checked(numbers(label, body, mistakes), mistakes);
    }

    private RSAPrivateCrtKeySpec numbers(String label, byte[] body, Mistakes mistakes) {
        try {
            return switch (label) {
                case "RSAPRIVATEKEY", "PRIVATEKEY" ->
                    PemText.contains(body, "Proc-Type:")
                            ? fromOpened(DekInfo.open(body, passphrase, mistakes))
                            : wiping(PemText.base64(body), this::fromDer);
                case "ENCRYPTEDPRIVATEKEY" -> fromOpened(Pbes2.open(PemText.base64(body), passphrase, mistakes));
                case "OPENSSHPRIVATEKEY" ->
                    wiping(PemText.base64(body), content -> OpenSsh.read(content, passphrase, mistakes));
                case "ECPRIVATEKEY" -> throw mistakes.otherAlgorithm("an EC");
                case "DSAPRIVATEKEY" -> throw mistakes.otherAlgorithm("a DSA");
                default -> throw mistakes.unknownKind(label);
            };
        } catch (UnusableKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw mistakes.damaged();
        }
    }

    /** A wrong passphrase can leave a padding that is right by chance (1 in 256): then what it opened is not a key. */
    private RSAPrivateCrtKeySpec fromOpened(byte[] der) {
        try {
            return wiping(der, this::fromDer);
        } catch (UnusableKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw mistakes.wrongPassphrase();
        }
    }

    private static RSAPrivateCrtKeySpec wiping(byte[] content, Function<byte[], RSAPrivateCrtKeySpec> reader) {
        try {
            return reader.apply(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * PKCS#1 (RFC 8017, A.1.2) or PKCS#8 (RFC 5208, 5), told apart by what follows the version and not by the label, which
     * people copy wrongly.
     */
    private RSAPrivateCrtKeySpec fromDer(byte[] der) {
        Der key = new Der(ByteBuffer.wrap(der)).sequence();
        BigInteger version = key.integer();
        if (key.nextTag() == Der.SEQUENCE) {
            String algorithm = key.sequence().objectIdentifier();
            if (!algorithm.equals(Algorithms.RSA)) {
                throw mistakes.otherAlgorithm(Algorithms.ofKey(algorithm));
            }
            key = new Der(key.octets()).sequence();
            version = key.integer();
        }
        if (version.equals(BigInteger.ONE) && key.nextTag() == Der.INTEGER) {
            throw mistakes.otherAlgorithm("a multi-prime RSA");
        }
        BigInteger[] numbers = new BigInteger[8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = key.integer();
        }
        return new RSAPrivateCrtKeySpec(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
    }
}
