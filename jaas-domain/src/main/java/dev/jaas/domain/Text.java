package dev.jaas.domain;

/** Properties of texts that the rules of several values check. */
final class Text {

    private Text() {}

    static boolean hasControlCharacter(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    /** Whether the text cannot be encoded in UTF-8, and so could not be sent unchanged. */
    static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    static boolean isOnlySpace(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
