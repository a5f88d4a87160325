// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells failures of the library that decrypts keys from failures of the keys. It uses no class of that library. */
final class BouncyCastle {

    /** The oldest version that has what decrypts PKCS#1 and PKCS#8. */
    static final String MIN_VERSION = "1.74";

    /** The oldest version that can derive the keys of OpenSSH's own format. */
    static final String MIN_VERSION_FOR_OPENSSH = "1.85";

    /** A class that every version has. */
    private static final String SOME_CLASS = "org/bouncycastle/crypto/BlockCipher.class";

    private static final Pattern JAR = Pattern.compile("([^/\\\\!]+\\.jar)!/");

    private BouncyCastle() {}

    /** Whether an exception is a refusal of the library to use an algorithm, because the application forbade that. */
    static boolean isAtFault(RuntimeException e) {
        return e.getClass().getName().endsWith("CryptoServiceConstraintsException");
    }

    static UnusableKeyException unusable(Throwable failure, KeySource source) {
        // These two only wrap what happened while a class was prepared.
        boolean wrapped = failure instanceof BootstrapMethodError || failure instanceof ExceptionInInitializerError;
        Throwable reason = wrapped && failure.getCause() != null ? failure.getCause() : failure;
        return source.unusable(KeyProblem.LIBRARY_CONFLICT, reason.getClass().getSimpleName() + "; " + found());
    }

    /** Names the jars in the order of the class path: the first is used. */
    private static String found() {
        Set<String> places = new LinkedHashSet<>();
        try {
            ClassLoader loader = BouncyCastle.class.getClassLoader();
            for (URL url : Collections.list(loader.getResources(SOME_CLASS))) {
                Matcher jar = JAR.matcher(url.toString());
                places.add(jar.find() ? jar.group(1) : "a directory");
            }
        } catch (IOException e) {
            return "the class path cannot be searched for it";
        }
        return places.isEmpty() ? "it is not on the class path" : "found in " + String.join(", then in ", places);
    }
}
