// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

/** Lua patterns (Lua 5.4 reference manual, 6.4.1) in the claim {@code room}. */
final class RoomPattern {

    private static final String MAGIC = "^$()%.[]*+-?";

    private RoomPattern() {}

    /** A pattern that matches the text alone. */
    static String escape(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (MAGIC.indexOf(c) >= 0) {
                pattern.append('%');
            }
            pattern.appendCodePoint(c);
        });
        return pattern.toString();
    }

    /** The pattern for whole names: Lua looks for a match anywhere in the name otherwise. */
    static String anchored(String pattern) {
        TokenText.check("room pattern", pattern);
        boolean escaped = false;
        for (int i = 0; i < pattern.length() - 1; i++) {
            escaped = !escaped && pattern.charAt(i) == '%';
        }
        char last = pattern.charAt(pattern.length() - 1);
        if (!escaped && last == '%') {
            throw new IllegalArgumentException(
                    "room pattern must not end in a \"%\" that escapes nothing: write %% for a percent sign.");
        }
        if (pattern.charAt(0) == '^' || (!escaped && last == '$')) {
            throw new IllegalArgumentException(
                    "room pattern must have no \"^\" before it and no \"$\" after it: they are added.");
        }
        return '^' + pattern + '$';
    }
}
