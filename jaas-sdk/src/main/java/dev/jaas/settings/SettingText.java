// SPDX-License-Identifier: Apache-2.0
package dev.jaas.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The text of a setting as it arrives: a file with Windows line ends adds a carriage return, a mounted secret a line feed, a
 * web page a no-break space, an editor a byte order mark, and {@code docker --env-file} keeps quotation marks. None of it can
 * be seen.
 */
public final class SettingText {

    private static final List<String> QUOTATION_MARKS =
            List.of("\"\"", "''", "\u201c\u201d", "\u201e\u201c", "\u2018\u2019");
    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";
    private static final String NOT_IN_URLS = "\"<>\\^`{|}";

    private SettingText() {}

    /**
     * Removes what has no meaning in an id, a URL, a duration or a choice: invisible characters at both ends, and one pair of
     * quotation marks.
     *
     * @param text the setting as it arrived
     * @return the setting
     */
    public static String trim(String text) {
        String stripped = strip(text);
        return isQuoted(stripped) ? strip(stripped.substring(1, stripped.length() - 1)) : stripped;
    }

    /**
     * Tells whether a text counts as not set.
     *
     * @param text the setting as it arrived
     * @return whether it has no visible character
     */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(SettingText::isInvisible);
    }

    /**
     * Tells what is unusual about the ends of a text that may be meant like that, such as a file name.
     *
     * @param text the setting as it arrived
     * @return for example {@code ends in a line break}; empty if nothing is
     */
    public static String describeEnds(String text) {
        if (text.isEmpty()) {
            return "";
        }
        int last = text.codePointBefore(text.length());
        if (isInvisible(last)) {
            return "ends in " + name(last);
        }
        int first = text.codePointAt(0);
        if (isInvisible(first)) {
            return "begins with " + name(first);
        }
        return isQuoted(text) ? "has quotation marks around it" : "";
    }

    /**
     * Tells why there is no such file, if its name has unusual ends.
     *
     * @param file the name as it arrived
     * @return a clause without its subject, for example {@code ends in a line break, and there is no such file, but
     *     there is one without}; empty if the file exists or its name is not unusual
     */
    public static String describeMissing(String file) {
        String ends = describeEnds(file);
        if (ends.isEmpty() || exists(file)) {
            return "";
        }
        return ends + ", and there is no such file" + (exists(trim(file)) ? ", but there is one without" : "");
    }

    /**
     * Tells which character keeps a text from being a URL.
     *
     * @param text a text that is not a URL
     * @return for example {@code , since it contains a space}; empty if it is none
     */
    public static String describeIllegalInUrl(String text) {
        return text.codePoints()
                .filter(c -> isInvisible(c) || NOT_IN_URLS.indexOf(c) >= 0)
                .mapToObj(c -> ", since it contains " + name(c))
                .findFirst()
                .orElse("");
    }

    private static String strip(String text) {
        int start = 0;
        while (start < text.length() && isInvisible(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        int end = text.length();
        while (end > start && isInvisible(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1 && QUOTATION_MARKS.contains("" + text.charAt(0) + text.charAt(text.length() - 1));
    }

    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint);
    }

    private static String name(int codePoint) {
        if (LINE_BREAKS.indexOf(codePoint) >= 0) {
            return "a line break";
        }
        if (codePoint == ' ') {
            return "a space";
        }
        return codePoint > ' ' && codePoint <= '~'
                ? "a " + Character.toString(codePoint)
                : String.format(Locale.ROOT, "U+%04X (%s)", codePoint, Character.getName(codePoint));
    }

    private static boolean exists(String file) {
        try {
            return !file.isEmpty() && Files.exists(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
