// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

/** Lua's classes of characters, as {@code %a}, in the locale C. */
final class LuaClass {

    private LuaClass() {}

    /** Whether a character is in the class that a letter names; any other character after a percent sign means itself. */
    static boolean contains(char name, char c) {
        char lower = (char) (name | 0x20);
        boolean inClass = switch (lower) {
            case 'a' -> isLetter(c);
            case 'c' -> c < ' ' || c == 0x7f;
            case 'd' -> isDigit(c);
            case 'g' -> isGraphic(c);
            case 'l' -> isLetter(c) && (c & 0x20) != 0;
            case 'p' -> isGraphic(c) && !isLetter(c) && !isDigit(c);
            case 's' -> c == ' ' || (c >= '\t' && c <= '\r');
            case 'u' -> isLetter(c) && (c & 0x20) == 0;
            case 'w' -> isLetter(c) || isDigit(c);
            case 'x' -> isDigit(c) || (isLetter(c) && (c | 0x20) <= 'f');
            default -> false;
        };
        if (!isLetter(name) || "acdglpsuwx".indexOf(lower) < 0) {
            return name == c;
        }
        return inClass != (name != lower);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isGraphic(char c) {
        return c > ' ' && c < 0x7f;
    }
}
