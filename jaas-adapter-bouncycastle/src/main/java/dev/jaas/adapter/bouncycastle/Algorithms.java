// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

/** The names, each with its article, of key algorithms other than RSA. */
final class Algorithms {

    /** 1.2.840.113549.1.1.1 (RFC 8017, A.1), encoded. */
    static final String RSA = "2a864886f70d010101";

    private Algorithms() {}

    /** Returns the name for the object identifier in a PKCS#8 file, given as the hexadecimal digits of its encoding. */
    static String nameByOid(String oid) {
        return switch (oid) {
            case "2a8648ce3d0201" -> "an EC"; // 1.2.840.10045.2.1
            case "2b656e" -> "an X25519"; // 1.3.101.110
            case "2b656f" -> "an X448"; // 1.3.101.111
            case "2b6570" -> "an Ed25519"; // 1.3.101.112
            case "2b6571" -> "an Ed448"; // 1.3.101.113
            case "2a8648ce380401" -> "a DSA"; // 1.2.840.10040.4.1
            case "2a864886f70d010301" -> "a Diffie-Hellman"; // 1.2.840.113549.1.3.1
            case "2a864886f70d01010a" -> "an RSA-PSS (not plain RSA)"; // 1.2.840.113549.1.1.10
            default -> "a non-RSA";
        };
    }

    /** Returns the name for the type in an OpenSSH file. */
    static String nameBySshType(String type) {
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
