// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.domain.Redaction;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a response as a text for a message: decoded if it came in a coding that the request did not ask for, or named
 * if it is no text.
 */
final class ResponseText {

    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cn}\\p{Co}\\p{Cs}\uFFFD&&[^\\s]]");
    private static final Pattern CHARSET =
            Pattern.compile("; *charset *= *[\"']?([^ ;\"']+)", Pattern.CASE_INSENSITIVE);

    /** More than any server applies, and few enough for the time that they take. */
    private static final int MAX_CODINGS = 3;

    /** As many characters as a message shows. */
    private static final int BEGINNING = 400;

    /** A quarter: unreadable are fewer characters of a text in another charset, and more of random bytes. */
    private static final int MAX_UNREADABLE = 4;

    private ResponseText() {}

    /**
     * Makes a text of a body.
     *
     * @param contentEncoding the values of that header, separated by commas
     * @param contentType the values of that header
     * @return the text, or what the body is, for example "a body in br"
     */
    static String of(byte[] body, String contentEncoding, String contentType) {
        List<String> codings = Arrays.stream(contentEncoding.split(","))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        byte[] content = body;
        // A text is shown as it came whatever the header says: some proxies decode a body and leave the header.
        for (int i = codings.size() - 1; i >= 0 && !isText(utf8(content)); i--) {
            byte[] decoded = i < MAX_CODINGS ? ContentCoding.decode(codings.get(i), content) : null;
            if (decoded == null) {
                return "a body in " + String.join(", ", codings);
            }
            content = decoded;
        }
        if (ContentCoding.isGzip(content)) {
            return "a body in gzip";
        }
        String text = text(content, contentType);
        return isReadable(text) ? text : "a binary body";
    }

    /** Decodes by the declared charset, unless that is wrong or disguises a token, which could not be redacted then. */
    private static String text(byte[] content, String contentType) {
        String text = utf8(content);
        if (isText(text)) {
            return text;
        }
        String declared = new String(content, charset(contentType));
        return Redaction.looksSecret(text) && !Redaction.looksSecret(declared) ? text : declared;
    }

    private static String utf8(byte[] content) {
        return new String(content, UTF_8);
    }

    private static boolean isText(String text) {
        return !UNREADABLE.matcher(text).find();
    }

    private static boolean isReadable(String text) {
        String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
        return UNREADABLE.matcher(beginning).results().count() * MAX_UNREADABLE <= beginning.length();
    }

    private static Charset charset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        try {
            return charset.find() ? Charset.forName(charset.group(1)) : UTF_8;
        } catch (IllegalArgumentException e) { // no charset of this JVM
            return UTF_8;
        }
    }
}
