package dev.jaas.adapter.bouncycastle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the private key in a text, decrypts it and reads its parameters. Only the classes that decrypt use BouncyCastle, so
 * that reading an unencrypted key does not load its signed jar.
 */
final class KeyReader {

    /** PEM blocks that hold no private key, by label without spaces. */
    private static final Map<String, String> OTHER_BLOCKS = Map.of(
            "PUBLICKEY", "a public key",
            "RSAPUBLICKEY", "a public key",
            "CERTIFICATE", "a certificate",
            "X509CERTIFICATE", "a certificate",
            "TRUSTEDCERTIFICATE", "a certificate",
            "PKCS7", "a bundle of certificates",
            "CERTIFICATEREQUEST", "a certificate request",
            "NEWCERTIFICATEREQUEST", "a certificate request");

    private final byte @Nullable [] passphrase;
    private final KeySource source;

    KeyReader(byte @Nullable [] passphrase, KeySource source) {
        this.passphrase = passphrase;
        this.source = source;
    }

    RsaKeyParameters read(byte[] content) {
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

    /** Reads base64 of a whole PEM file. Base64 of base64 is not supported. */
    private RsaKeyParameters readWrapped(byte[] text) {
        byte[] inner = PemText.wholeBase64(text);
        if (inner == null || !PemText.contains(inner, "-----BEGIN")) {
            throw OtherKeyFormats.identify(text, inner, source);
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
            throw source.unusable(KeyProblem.SEVERAL_KEYS, keys.size());
        }
        return keys.isEmpty() ? blocks.get(0) : keys.get(0);
    }

    private RsaKeyParameters read(PemBlock block) {
        String label = block.label();
        KeySource source = label.equals("OPENSSHPRIVATEKEY") ? this.source.inOpenSshFormat() : this.source;
        if (!block.isPrivateKey() && !label.isEmpty()) {
            throw source.unusable(
                    KeyProblem.NOT_PRIVATE, OTHER_BLOCKS.getOrDefault(label, "another kind of PEM block"));
        }
        byte[] body = block.body();
        if (body == null) {
            throw source.unusable(KeyProblem.END_MISSING);
        }
        return RsaKeyParameters.checked(numbers(label, body, source), source);
    }

    private RSAPrivateCrtKeySpec numbers(String label, byte[] body, KeySource source) {
        try {
            return switch (label) {
                case "RSAPRIVATEKEY", "PRIVATEKEY" ->
                    PemText.contains(body, "Proc-Type:")
                            ? fromDecrypted(DekInfo.decrypt(body, passphrase, source))
                            : readAndWipe(PemText.base64(body), this::fromDer);
                case "ENCRYPTEDPRIVATEKEY" -> fromDecrypted(Pbes2.decrypt(PemText.base64(body), passphrase, source));
                case "OPENSSHPRIVATEKEY" ->
                    readAndWipe(PemText.base64(body), content -> OpenSsh.read(content, passphrase, source));
                case "ECPRIVATEKEY" -> throw source.unusable(KeyProblem.OTHER_ALGORITHM, "an EC");
                case "DSAPRIVATEKEY" -> throw source.unusable(KeyProblem.OTHER_ALGORITHM, "a DSA");
                default ->
                    throw source.unusable(
                            KeyProblem.UNKNOWN_KIND, label.matches("[A-Z0-9]{1,40}") ? " (" + label + ")" : "");
            };
        } catch (UnusableKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw source.unusable(KeyProblem.DAMAGED);
        }
    }

    /** With a wrong passphrase the padding is right by chance in 1 of 256 cases; the decrypted bytes are then not a key. */
    private RSAPrivateCrtKeySpec fromDecrypted(byte[] der) {
        try {
            return readAndWipe(der, this::fromDer);
        } catch (UnusableKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw source.unusable(KeyProblem.WRONG_PASSPHRASE);
        }
    }

    private static RSAPrivateCrtKeySpec readAndWipe(byte[] content, Function<byte[], RSAPrivateCrtKeySpec> reader) {
        try {
            return reader.apply(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Reads PKCS#1 (RFC 8017, A.1.2) or PKCS#8 (RFC 5208, 5). They are distinguished by what follows the version, since labels
     * are often copied wrongly.
     */
    private RSAPrivateCrtKeySpec fromDer(byte[] der) {
        Der key = new Der(ByteBuffer.wrap(der)).sequence();
        BigInteger version = key.integer();
        if (key.nextTag() == Der.SEQUENCE) {
            String algorithm = key.sequence().objectIdentifier();
            if (!algorithm.equals(Algorithms.RSA)) {
                throw source.unusable(KeyProblem.OTHER_ALGORITHM, Algorithms.nameByOid(algorithm));
            }
            key = new Der(key.octets()).sequence();
            version = key.integer();
        }
        if (version.equals(BigInteger.ONE) && key.nextTag() == Der.INTEGER) {
            throw source.unusable(KeyProblem.OTHER_ALGORITHM, "a multi-prime RSA");
        }
        BigInteger[] numbers = new BigInteger[8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = key.integer();
        }
        return new RSAPrivateCrtKeySpec(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
    }
}
