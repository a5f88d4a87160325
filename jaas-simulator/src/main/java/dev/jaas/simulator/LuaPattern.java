// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Whether Lua's {@code string.match} finds a pattern in a text (Lua 5.4 reference manual, 6.4.1). As in Lua, a character is a byte, a
 * class such as {@code %a} has ASCII characters only, and a match may be anywhere in the text unless the pattern begins with {@code ^}.
 */
final class LuaPattern {

    private static final int MAX_CAPTURES = 32;

    /** As in Lua. */
    private static final int MAX_DEPTH = 200;

    /** Lua has no such limit; a token could occupy the simulator for hours. A step looks at one character of the pattern or the text. */
    private static final int MAX_STEPS = 1_000_000;

    private static final int OPEN = -1;
    private static final int POSITION = -2;
    private static final int NO_MATCH = -1;
    private static final char END = '\0';

    private final String pattern;
    private final String text;
    private final int[] captureStarts = new int[MAX_CAPTURES];
    private final int[] captureLengths = new int[MAX_CAPTURES];
    private int captures;
    private int depth;
    private int steps;

    private LuaPattern(String pattern, String text) {
        this.pattern = bytes(pattern);
        this.text = bytes(text);
    }

    /**
     * Finds a pattern in a text.
     *
     * @throws IllegalArgumentException if it is malformed or takes too long; the message says that of "its room", and shows nothing of it
     */
    static boolean matches(String pattern, String text) {
        return new LuaPattern(pattern, text).find();
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private boolean find() {
        boolean anchored = pattern.startsWith("^");
        for (int start = 0; start <= text.length(); start++) {
            captures = 0;
            if (match(start, anchored ? 1 : 0) != NO_MATCH) {
                return true;
            }
            if (anchored) {
                return false;
            }
        }
        return false;
    }

    /** Returns where a match of the pattern from {@code p} on ends, if it begins at {@code s}. */
    private int match(int s, int p) {
        countSteps(1);
        requireCheap(++depth <= MAX_DEPTH);
        try {
            return matchHere(s, p);
        } finally {
            depth--;
        }
    }

    private int matchHere(int begin, int from) {
        int s = begin;
        int p = from;
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            char next = at(p + 1);
            if (c == '(') {
                return next == ')' ? openCapture(s, p + 2, POSITION) : openCapture(s, p + 1, OPEN);
            } else if (c == ')') {
                return closeCapture(s, p + 1);
            } else if (c == '$' && p + 1 == pattern.length()) {
                return s == text.length() ? s : NO_MATCH;
            } else if (c == '%' && (next == 'b' || next == 'f' || Character.isDigit(next))) {
                s = matchSpecial(s, p + 1);
                p = next == 'b' ? p + 4 : next == 'f' ? classEnd(p + 2) : p + 2;
            } else {
                int end = classEnd(p);
                char quantifier = at(end);
                if (quantifier == '*' || quantifier == '+' || quantifier == '-') {
                    return matchRepeated(s, p, end);
                }
                boolean isSingle = isSingle(s, p, end);
                if (quantifier == '?') {
                    int result = isSingle ? match(s + 1, end + 1) : NO_MATCH;
                    if (result != NO_MATCH) {
                        return result;
                    }
                    p = end + 1; // without a match of its own, which would count as depth
                } else {
                    s = isSingle ? s + 1 : NO_MATCH;
                    p = end;
                }
            }
            if (s == NO_MATCH) {
                return NO_MATCH;
            }
        }
        requireClosedCaptures();
        return s;
    }

    /** One of {@code *}, {@code +} and {@code -}, of which the first two take as much as they can. */
    private int matchRepeated(int s, int p, int end) {
        int count = 0;
        if (pattern.charAt(end) == '-') {
            int result = match(s, end + 1);
            while (result == NO_MATCH && isSingle(s + count, p, end)) {
                count++;
                result = match(s + count, end + 1);
            }
            return result;
        }
        while (isSingle(s + count, p, end)) {
            count++;
        }
        for (int min = pattern.charAt(end) == '+' ? 1 : 0; count >= min; count--) {
            int result = match(s + count, end + 1);
            if (result != NO_MATCH) {
                return result;
            }
        }
        return NO_MATCH;
    }

    /** {@code %bxy}, {@code %f[set]} and {@code %1}; {@code p} is after the percent sign. */
    private int matchSpecial(int s, int p) {
        char kind = pattern.charAt(p);
        if (kind == 'b') {
            return matchBalanced(s, p + 1);
        }
        if (kind == 'f') {
            require(at(p + 1) == '[', "it has %f without [ after it");
            int end = classEnd(p + 1);
            boolean isFrontier = !isInSet(s == 0 ? END : text.charAt(s - 1), p + 1, end)
                    && isInSet(s < text.length() ? text.charAt(s) : END, p + 1, end);
            return isFrontier ? s : NO_MATCH;
        }
        int capture = kind - '1';
        require(
                capture >= 0 && capture < captures && captureLengths[capture] != OPEN,
                "it refers to a capture that it does not have");
        int length = captureLengths[capture];
        if (length == POSITION) {
            return NO_MATCH; // as in Lua: a position is no text
        }
        countSteps(length);
        return text.regionMatches(s, text, captureStarts[capture], length) ? s + length : NO_MATCH;
    }

    private int matchBalanced(int s, int p) {
        require(p + 1 < pattern.length(), "it has %b without two characters after it");
        char open = pattern.charAt(p);
        char close = pattern.charAt(p + 1);
        if (s >= text.length() || text.charAt(s) != open) {
            return NO_MATCH;
        }
        int nesting = 1;
        for (int i = s + 1; i < text.length(); i++) {
            countSteps(1);
            char c = text.charAt(i);
            if (c == close && --nesting == 0) {
                return i + 1;
            } else if (c == open && c != close) {
                nesting++;
            }
        }
        return NO_MATCH;
    }

    private int openCapture(int s, int p, int length) {
        require(captures < MAX_CAPTURES, "it has too many captures");
        captureStarts[captures] = s;
        captureLengths[captures] = length;
        captures++;
        int result = match(s, p);
        if (result == NO_MATCH) {
            captures--;
        }
        return result;
    }

    private int closeCapture(int s, int p) {
        int open = captures - 1;
        while (open >= 0 && captureLengths[open] != OPEN) {
            open--;
        }
        require(open >= 0, "it has a ) without a (");
        captureLengths[open] = s - captureStarts[open];
        int result = match(s, p);
        if (result == NO_MATCH) {
            captureLengths[open] = OPEN;
        }
        return result;
    }

    private void requireClosedCaptures() {
        for (int capture = 0; capture < captures; capture++) {
            require(captureLengths[capture] != OPEN, "it has a ( without a )");
        }
    }

    /** Where the class of one character that begins at {@code p} ends. */
    private int classEnd(int p) {
        int end = p + 1;
        if (at(p) == '%') {
            require(end < pattern.length(), "it ends in %");
            return end + 1;
        }
        if (at(p) != '[') {
            return end;
        }
        if (at(end) == '^') {
            end++;
        }
        do { // a ] that comes first is a character of the set
            countSteps(1);
            require(end < pattern.length(), "it has a [ without a ]");
            end += pattern.charAt(end) == '%' ? 2 : 1;
        } while (at(end) != ']');
        return end + 1;
    }

    private boolean isSingle(int s, int p, int end) {
        countSteps(1);
        if (s >= text.length()) {
            return false;
        }
        char c = text.charAt(s);
        return switch (pattern.charAt(p)) {
            case '.' -> true;
            case '%' -> LuaClass.contains(pattern.charAt(p + 1), c);
            case '[' -> isInSet(c, p, end);
            default -> pattern.charAt(p) == c;
        };
    }

    /** Whether a character is in the set from {@code [} to before {@code end}. */
    private boolean isInSet(char c, int begin, int end) {
        boolean negated = at(begin + 1) == '^';
        int p = negated ? begin + 2 : begin + 1;
        int last = end - 1;
        while (p < last) {
            countSteps(1);
            char member = pattern.charAt(p);
            if (member == '%') {
                if (LuaClass.contains(pattern.charAt(p + 1), c)) {
                    return !negated;
                }
                p += 2;
            } else if (at(p + 1) == '-' && p + 2 < last) {
                if (member <= c && c <= pattern.charAt(p + 2)) {
                    return !negated;
                }
                p += 3;
            } else if (member == c) {
                return !negated;
            } else {
                p++;
            }
        }
        return negated;
    }

    private char at(int p) {
        return p < pattern.length() ? pattern.charAt(p) : END;
    }

    private void countSteps(int number) {
        steps += number;
        requireCheap(steps <= MAX_STEPS);
    }

    private static void requireCheap(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("is a Lua pattern that takes too long to match");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("is not a Lua pattern: " + otherwise);
        }
    }
}
