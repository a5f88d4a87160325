// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How the client names itself to the service. */
final class UserAgent {

    /** {@code jaas-java/} and the version. */
    static final String VALUE = "jaas-java/" + version();

    private UserAgent() {}

    private static String version() {
        try (InputStream version = UserAgent.class.getResourceAsStream("version")) {
            if (version == null) {
                throw new IllegalStateException("the resource dev/jaas/client/version is missing from the jar");
            }
            return new String(version.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource dev/jaas/client/version cannot be read", e);
        }
    }
}
