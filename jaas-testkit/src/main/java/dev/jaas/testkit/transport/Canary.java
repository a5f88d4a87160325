// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

/** Secrets that must not appear in descriptions or logs. */
final class Canary {

    /** Has every character that a bearer token may have (RFC 6750 §2.1). */
    static final String TOKEN = "eyJjYW5hcnkiOiJ0b2tlbiJ9.canary-~+/_token.c2lnbmF0dXJl==";

    static final String BODY = "{\"jwt\":\"canary-body\"}";

    static final String PASSWORD = "canary-password";

    /** A path that names somebody, with a query. */
    static final String PATH = "/canary-path?id=canary-id";

    private Canary() {}

    static boolean isIn(String text) {
        return text.contains("canary-") || text.contains(TOKEN.substring(0, 20));
    }
}
