package dev.jaas.adapter.bouncycastle;

import java.io.IOException;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.jspecify.annotations.Nullable;

/** From text to numbers: finds the one private key, opens its encryption, reads it. */
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
                case "RSAPRIVATEKEY", "PRIVATEKEY" -> fromPlainOrDekInfo(body);
                case "ENCRYPTEDPRIVATEKEY" -> fromEncrypted(Pbes2.open(PemText.base64(body), passphrase, mistakes));
                case "OPENSSHPRIVATEKEY" -> OpenSsh.read(PemText.base64(body), passphrase, mistakes);
                case "ECPRIVATEKEY" -> throw mistakes.otherAlgorithm("an EC");
                case "DSAPRIVATEKEY" -> throw mistakes.otherAlgorithm("a DSA");
                default -> throw mistakes.unknownKind(label);
            };
        } catch (UnusableKeyException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw mistakes.damaged();
        }
    }

    private RSAPrivateCrtKeySpec fromPlainOrDekInfo(byte[] body) throws IOException {
        if (DekInfo.isIn(body)) {
            return fromEncrypted(DekInfo.open(body, passphrase, mistakes));
        }
        byte[] der = PemText.base64(body);
        try {
            return fromDer(der);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** A wrong passphrase can leave a padding that is right by chance (1 in 256): then what it opened is not a key. */
    private RSAPrivateCrtKeySpec fromEncrypted(byte[] der) {
        try {
            return fromDer(der);
        } catch (UnusableKeyException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw mistakes.wrongPassphrase();
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** PKCS#1 or PKCS#8, told apart by what follows the version and not by the label, which people copy wrongly. */
    private RSAPrivateCrtKeySpec fromDer(byte[] der) throws IOException {
        ASN1Sequence sequence = ASN1Sequence.getInstance(der);
        if (sequence.getObjectAt(1) instanceof ASN1Integer) {
            return fromPkcs1(sequence);
        }
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(sequence);
        String algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption.getId())) {
            throw mistakes.otherAlgorithm(Algorithms.ofKey(algorithm));
        }
        return fromPkcs1(ASN1Sequence.getInstance(info.parsePrivateKey()));
    }

    private RSAPrivateCrtKeySpec fromPkcs1(ASN1Sequence sequence) {
        if (ASN1Integer.getInstance(sequence.getObjectAt(0)).hasValue(1)) {
            throw mistakes.otherAlgorithm("a multi-prime RSA");
        }
        RSAPrivateKey key = RSAPrivateKey.getInstance(sequence);
        return new RSAPrivateCrtKeySpec(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrime1(),
                key.getPrime2(),
                key.getExponent1(),
                key.getExponent2(),
                key.getCoefficient());
    }
}
