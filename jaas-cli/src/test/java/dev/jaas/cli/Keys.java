// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** A key of these tests, made when they run. */
public final class Keys {

    public static final String APP_ID = "vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3";
    public static final String KEY_ID = APP_ID + "/ed85b6";

    private static final KeyPair PAIR = pair();

    private Keys() {}

    public static String pem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(PAIR.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE" + " KEY-----\n" + base64 + "\n-----END PRIVATE" + " KEY-----\n";
    }

    public static RSAPublicKey publicKey() {
        return (RSAPublicKey) PAIR.getPublic();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
