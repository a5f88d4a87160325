package dev.jaas.domain;

/** What the rules of several values ask about a text. */
final class Text {

    private Text() {}

    static boolean hasControlCharacter(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    /** Whether the text has no encoding in UTF-8, and so could not reach the service as it was given. */
    static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    static boolean isOnlySpace(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
