package dev.jaas.adapter.bouncycastle;

/** The names, with their article, of the kinds of keys that are not RSA. */
final class Algorithms {

    private Algorithms() {}

    /** By the object identifier in a PKCS#8 file. */
    static String ofKey(String oid) {
        return switch (oid) {
            case "1.2.840.10045.2.1" -> "an EC";
            case "1.3.101.110" -> "an X25519";
            case "1.3.101.111" -> "an X448";
            case "1.3.101.112" -> "an Ed25519";
            case "1.3.101.113" -> "an Ed448";
            case "1.2.840.10040.4.1" -> "a DSA";
            case "1.2.840.113549.1.3.1", "1.2.840.10046.2.1" -> "a Diffie-Hellman";
            case "1.2.840.113549.1.1.10" -> "an RSA-PSS (not plain RSA)";
            default -> "a non-RSA";
        };
    }

    /** By the type in an OpenSSH file. */
    static String ofSshKey(String type) {
        if (type.startsWith("sk-")) {
            return "a hardware-bound (FIDO)";
        }
        if (type.startsWith("ecdsa-")) {
            return "an EC";
        }
        return switch (type) {
            case "ssh-ed25519" -> "an Ed25519";
            case "ssh-dss" -> "a DSA";
            default -> "a non-RSA";
        };
    }
}
