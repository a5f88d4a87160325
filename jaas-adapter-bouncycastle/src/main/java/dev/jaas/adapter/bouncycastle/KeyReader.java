// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the private key in a text, decrypts it and reads its parameters. Only the classes that decrypt use BouncyCastle, so
 * that reading an unencrypted key does not load its signed jar, nor depend on its version.
 */
final class KeyReader {

    /** Base64 of base64 is what some deployment tools want. */
    private static final int MAX_BASE64_LAYERS = 3;

    private static final String CERTIFICATE = "a certificate";
    private static final String PUBLIC_KEY = "a public key";

    /** PEM blocks that hold no private key, by label without spaces. */
    private static final Map<String, String> OTHER_BLOCKS = Map.of(
            "PUBLICKEY", PUBLIC_KEY,
            "RSAPUBLICKEY", PUBLIC_KEY,
            "CERTIFICATE", CERTIFICATE,
            "X509CERTIFICATE", CERTIFICATE,
            "TRUSTEDCERTIFICATE", CERTIFICATE,
            "PKCS7", "a bundle of certificates",
            "CERTIFICATEREQUEST", "a certificate request",
            "NEWCERTIFICATEREQUEST", "a certificate request");

    private static final Map<String, String> OTHER_ALGORITHMS =
            Map.of("ECPRIVATEKEY", "an EC", "DSAPRIVATEKEY", "a DSA");

    /** Labels of private keys that may be RSA keys. */
    private static final Pattern RSA_LABEL = Pattern.compile("(?:RSA|OPENSSH|ENCRYPTED|ANY|)PRIVATEKEY");

    /** Labels that are shown: short, since a label without its hyphens runs into the key. */
    private static final Pattern SHOWN_LABEL = Pattern.compile("[A-Z0-9]{1,12}PRIVATEKEY(?:BLOCK)?");

    private final byte @Nullable [] passphrase;
    private final KeySource source;

    KeyReader(byte @Nullable [] passphrase, KeySource source) {
        this.passphrase = passphrase;
        this.source = source;
    }

    RsaKeyParameters read(byte[] content) {
        CharBuffer text = KeyText.of(content);
        try {
            RsaKeyParameters key = find(text, MAX_BASE64_LAYERS);
            if (key == null) {
                throw OtherKeyFormats.identify(content, text, source);
            }
            return key;
        } finally {
            KeyText.wipe(text);
        }
    }

    /** Returns null if there is no PEM block, neither in the text nor in the base64 in it. */
    private @Nullable RsaKeyParameters find(CharBuffer text, int base64Layers) {
        List<PemBlock> blocks = PemText.blocks(text);
        if (!blocks.isEmpty()) {
            return read(keyIn(blocks));
        }
        byte[] inner = base64Layers == 0 ? null : PemText.decodedBase64(text);
        if (inner == null) {
            return null;
        }
        CharBuffer innerText = KeyText.of(inner);
        Arrays.fill(inner, (byte) 0);
        try {
            return find(innerText, base64Layers - 1);
        } finally {
            KeyText.wipe(innerText);
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
        CharBuffer body = block.body();
        KeySource labelled = label.equals("OPENSSHPRIVATEKEY") ? source.inOpenSshFormat() : source;
        if (body == null) {
            throw OTHER_BLOCKS.containsKey(label) ? notPrivate(label) : labelled.unusable(block.problem());
        }
        if (PemText.isEncrypted(body)) {
            if (OTHER_ALGORITHMS.containsKey(label)) {
                throw source.unusable(KeyProblem.OTHER_ALGORITHM, OTHER_ALGORITHMS.get(label));
            }
            return readAndWipe(decrypted(() -> DekInfo.decrypt(body, passphrase, source)), this::readDecrypted);
        }
        return readAndWipe(PemText.base64(body), content -> readContent(content, label, labelled));
    }

    private RSAPrivateCrtKeySpec readContent(byte[] content, String label, KeySource labelled) {
        return switch (KeyContent.of(content)) {
            case PKCS1, PKCS8 -> orElse(KeyProblem.DAMAGED, labelled, () -> fromDer(content));
            case OPENSSH -> {
                KeySource openSsh = source.inOpenSshFormat();
                yield orElse(KeyProblem.DAMAGED, openSsh, () -> OpenSsh.read(content, passphrase, openSsh));
            }
            case ENCRYPTED_PKCS8 -> {
                byte[] der = decrypted(() -> Pbes2.decrypt(content, passphrase, source));
                try {
                    yield readDecrypted(der);
                } finally {
                    Arrays.fill(der, (byte) 0);
                }
            }
            case EC -> throw source.unusable(KeyProblem.OTHER_ALGORITHM, "an EC");
            case DSA -> throw source.unusable(KeyProblem.OTHER_ALGORITHM, "a DSA");
            case PUBLIC_KEY -> throw source.unusable(KeyProblem.NOT_PRIVATE, PUBLIC_KEY);
            case CERTIFICATE ->
                throw OTHER_BLOCKS.containsKey(label)
                        ? notPrivate(label)
                        : source.unusable(KeyProblem.NOT_PRIVATE, CERTIFICATE);
            case PKCS12, UNKNOWN -> throw unknown(label, labelled);
        };
    }

    /** The label decides where the content does not show what it is. */
    private UnusableKeyException unknown(String label, KeySource labelled) {
        if (OTHER_ALGORITHMS.containsKey(label)) {
            return source.unusable(KeyProblem.OTHER_ALGORITHM, OTHER_ALGORITHMS.get(label));
        }
        if (RSA_LABEL.matcher(label).matches()) {
            return labelled.unusable(KeyProblem.DAMAGED);
        }
        return PemBlock.isPrivateKey(label)
                ? source.unusable(
                        KeyProblem.UNKNOWN_KIND, SHOWN_LABEL.matcher(label).matches() ? " (" + label + ")" : "")
                : notPrivate(label);
    }

    private UnusableKeyException notPrivate(String label) {
        return source.unusable(KeyProblem.NOT_PRIVATE, OTHER_BLOCKS.getOrDefault(label, "another kind of PEM block"));
    }

    /** With a wrong passphrase the padding is right by chance in 1 of 256 cases; the decrypted bytes are then not a key. */
    private RSAPrivateCrtKeySpec readDecrypted(byte[] der) {
        return switch (KeyContent.of(der)) {
            case PKCS1, PKCS8 -> orElse(KeyProblem.WRONG_PASSPHRASE, source, () -> fromDer(der));
            case EC -> throw source.unusable(KeyProblem.OTHER_ALGORITHM, "an EC");
            case DSA -> throw source.unusable(KeyProblem.OTHER_ALGORITHM, "a DSA");
            default -> throw source.unusable(KeyProblem.WRONG_PASSPHRASE);
        };
    }

    private byte[] decrypted(Supplier<byte[]> decryption) {
        return orElse(KeyProblem.DAMAGED, source, decryption);
    }

    /** Runs a step of decoding. What fails there is the key's fault, unless a library that is needed does not work. */
    private <T> T orElse(KeyProblem problem, KeySource labelled, Supplier<T> step) {
        try {
            return step.get();
        } catch (UnusableKeyException e) {
            throw e;
        } catch (LinkageError | SecurityException e) {
            throw BouncyCastle.unusable(e, source);
        } catch (RuntimeException e) {
            throw BouncyCastle.isAtFault(e) ? BouncyCastle.unusable(e, source) : labelled.unusable(problem);
        }
    }

    private RsaKeyParameters readAndWipe(byte[] content, Function<byte[], RSAPrivateCrtKeySpec> reader) {
        try {
            return RsaKeyParameters.checked(reader.apply(content), source);
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
