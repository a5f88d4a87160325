// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import java.util.List;
import java.util.Locale;

/** The properties whose values nobody may see. */
final class SecretProperties {

    private static final List<String> PREFIXES = List.of("jaasprivatekey", "jaaswebhookssecrets");

    private SecretProperties() {}

    /** Takes a name in any of Spring Boot's spellings, that of an environment variable included. */
    static boolean contains(String name) {
        String uniform = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return PREFIXES.stream().anyMatch(uniform::startsWith);
    }
}
