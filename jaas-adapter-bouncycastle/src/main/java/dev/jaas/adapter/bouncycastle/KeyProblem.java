// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.util.Locale;

/** The reasons why a key cannot be used, each with what is needed instead and what to do. */
public enum KeyProblem {
    /** The path names no file. */
    NO_SUCH_FILE("there is no such file", "the path of your private key", "Correct the path, or make a new key pair."),
    /** The path names a directory. */
    DIRECTORY("it is a directory", "the path of the key file itself", "Name a file in this directory."),
    /** The process has no permission to read the file. */
    ACCESS_DENIED("permission to read it is denied", "permission to read it", "Give its owner permission to read it."),
    /** Reading failed for another reason. */
    UNREADABLE(
            "reading it failed (%s)",
            "a file that can be read to its end",
            "Find out whether other programs can read it, and copy it again if they cannot."),
    /** There is nothing but white space. */
    EMPTY("it is empty", Needed.RSA, "Copy the key again, or make a new key pair."),
    /** There are more than 64 KiB. */
    TOO_LARGE(
            "it has more than 64 KiB, and no key is that large",
            "a file with the private key and little else",
            "Extract the private key into a file of its own."),
    /** There are several private keys. */
    SEVERAL_KEYS(
            "it holds %s private keys, and it is not clear which one to sign with",
            "a file with one private key", "Extract the private key of your key id into a file of its own."),
    /** There is a public key, a certificate or the like. */
    NOT_PRIVATE(
            "it holds %s, not a private key",
            "the private key of the pair (BEGIN … PRIVATE KEY)",
            "Name the file of the private key. If it is lost, make a new key pair."),
    /** The key is of an algorithm other than RSA. */
    OTHER_ALGORITHM("it holds %s key", Needed.RSA, Remedy.NEW_PAIR),
    /** The modulus is too short. */
    TOO_SHORT("it is an RSA key of only %s bits", Needed.RSA, Remedy.NEW_PAIR),
    /** The modulus is too long. */
    TOO_LONG("it is an RSA key of %s bits, which is too long", Needed.RSA, Remedy.NEW_PAIR),
    /** The RSA key lacks its primes or its public exponent. */
    PRIMES_MISSING(
            "it is an RSA key without its primes or its public exponent",
            "the whole private key, as openssl or ssh-keygen write it",
            "Export it again with its primes, or make a new key pair."),
    /** The END line is missing. */
    END_MISSING("the key is cut off: its END line is missing", Needed.WHOLE_FILE, Remedy.COPY_AGAIN),
    /** The BEGIN line is missing. */
    BEGIN_MISSING("the key is cut off: its BEGIN line is missing", Needed.WHOLE_FILE, Remedy.COPY_AGAIN),
    /** Part of the key is missing or changed. */
    DAMAGED("the key is damaged: part of it is missing or changed", Needed.WHOLE_FILE, Remedy.COPY_AGAIN),
    /** The key is encrypted, and there is no passphrase. */
    PASSPHRASE_MISSING(
            "the key is encrypted, and no passphrase was given",
            "its passphrase (in the jaas program JAAS_PRIVATE_KEY_PASSPHRASE, in Java passphrase(char[]))",
            "Give its passphrase, or remove it from the file."),
    /** The passphrase is wrong, which cannot always be distinguished from a damaged key. */
    WRONG_PASSPHRASE(
            "the passphrase does not open it (or the key is damaged)%s",
            "the passphrase that it was encrypted with",
            "Correct the passphrase. If other programs reject it too, copy the key again."),
    /** The key is encrypted with an algorithm that is not supported. */
    UNSUPPORTED_ENCRYPTION(
            "it is encrypted with %s, which is not supported",
            "AES, triple DES, DES or RC2 in PKCS#1 or PKCS#8, or AES in OpenSSH's format", Remedy.ENCRYPT_AGAIN),
    /** The key is encrypted with a work factor above the limit. */
    WORK_FACTOR_TOO_HIGH(
            "it is encrypted with %s",
            "a smaller work factor, so that decrypting it cannot stop a server", Remedy.ENCRYPT_AGAIN),
    /** The PEM label names a kind of private key that is not known. */
    UNKNOWN_KIND("it holds a private key of an unknown kind%s", Needed.RSA, Remedy.NEW_PAIR),
    /** The key is in PuTTY's format. */
    PUTTY("it is a key of PuTTY (.ppk)", Needed.PEM, "Convert it to PEM with puttygen."),
    /** The private key is in the SSH2 format of ssh.com. */
    SSH_COM("it is a private key of SSH2 (ssh.com)", Needed.PEM, "Convert it to PEM with ssh-keygen."),
    /** The key is in DER. */
    DER("it is a binary (DER) file", Needed.PEM, "Convert it to PEM with openssl."),
    /** The content is the base64 of a key. */
    BARE_BASE64("it is base64 without BEGIN and END lines", Needed.PEM, "Convert it to PEM with openssl."),
    /** The content is a PKCS#12 store. */
    PKCS12("it is a PKCS#12 store (.p12, .pfx)", Needed.PEM, "Extract the private key as PEM with openssl."),
    /** The content is a key store of Java's own format. */
    JAVA_KEY_STORE(
            "it is a Java key store (.jks)",
            Needed.PEM,
            "Convert it to PKCS#12 with keytool, and extract the private key as PEM with openssl."),
    /** The key is a JSON Web Key. */
    JWK("it is a key in JSON (JWK)", Needed.PEM, "Convert it to PEM, for example with Node.js."),
    /** The content is of no known format. */
    NOT_A_KEY(
            "it is not a key: it has no BEGIN line and is of no known format",
            Needed.PEM,
            "Name the right file, or make a new key pair."),
    /** BouncyCastle, which decrypts keys, is missing or is not the version that is needed. The key is not at fault. */
    LIBRARY_CONFLICT(
            "the key is encrypted, and BouncyCastle cannot decrypt it (%s). The key is not at fault",
            "bcprov-jdk18on " + BouncyCastle.MIN_VERSION + " or newer (" + BouncyCastle.MIN_VERSION_FOR_OPENSSH
                    + " for OpenSSH's own format), as the only BouncyCastle on the class path",
            "Add it if it is missing, and remove its other versions and editions, or decrypt the key."),
    /** A security provider cannot use the key. */
    REJECTED_BY_PROVIDER(
            "%s does not accept the key (%s)",
            "a provider with a KeyFactory for RSA and a Signature for SHA256withRSA",
            "Leave provider(…) out, or use a provider that has both.");

    /** What several problems need. */
    private static final class Needed {
        static final String RSA = "an RSA private key of 2048 to 16384 bits (JaaS accepts RS256 only)";
        static final String PEM = "the private key as PEM, with its BEGIN and END lines";
        static final String WHOLE_FILE = "the whole file, unchanged, from its BEGIN line to its END line";
    }

    /** What several problems are solved by. */
    private static final class Remedy {
        static final String NEW_PAIR = "Make an RSA key pair, and upload its public key in the JaaS console.";
        static final String COPY_AGAIN = "Copy it again, then check it with openssl or ssh-keygen.";
        static final String ENCRYPT_AGAIN = "Encrypt it again, with openssl or ssh-keygen.";
    }

    private final String found;
    private final String needed;
    private final String remedy;

    KeyProblem(String found, String needed, String remedy) {
        this.found = found;
        this.needed = needed;
        this.remedy = remedy;
    }

    /** The three lines of a message. */
    String message(String sourceName, Object... details) {
        return sourceName + ": " + String.format(Locale.ROOT, found, details) + ".\nNeeded: " + needed + ".\n" + remedy;
    }

    /**
     * What to do about it.
     *
     * @return one sentence or two, the last line of {@link UnusableKeyException#getMessage()}
     */
    public String remedy() {
        return remedy;
    }
}
