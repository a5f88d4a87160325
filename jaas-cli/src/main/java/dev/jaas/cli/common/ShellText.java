// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import dev.jaas.spi.TransportRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes text for a POSIX shell: words, and a request as the {@code curl} command that sends the same one. Secrets become
 * references to shell variables, so that the command works once the variables are set.
 */
public final class ShellText {

    /** Characters with a meaning between double quotes (POSIX shell language, 2.2.3), and {@code !}, which has one in bash. */
    private static final Pattern SPECIAL_IN_DOUBLE_QUOTES = Pattern.compile("[\"$`\\\\!]");

    private final Map<String, String> variables = new LinkedHashMap<>();

    /** Makes a writer without secrets. */
    public ShellText() {}

    /**
     * Writes a reference to {@code $variable} wherever a secret occurs.
     *
     * @param secret the secret
     * @param variable the variable's name
     * @return this
     */
    public ShellText withSecret(String secret, String variable) {
        variables.put(secret, variable);
        return this;
    }

    /**
     * Writes a request.
     *
     * @param request the request
     * @return a {@code curl} command, an option a line
     */
    public String curl(TransportRequest request) {
        StringBuilder command = new StringBuilder("curl -X ")
                .append(request.method())
                .append(' ')
                .append(word(request.uri().toString()));
        request.headers().forEach((name, value) -> option(command, "-H", name + ": " + value));
        String body = StandardCharsets.UTF_8.decode(request.body()).toString();
        if (!body.isEmpty()) {
            option(command, "--data-raw", body);
        } else {
            option(command, "-H", "Content-Length: 0");
        }
        return command.toString();
    }

    /**
     * Quotes a text.
     *
     * @param text any text
     * @return a word that the shell reads as exactly this text
     */
    public String word(String text) {
        if (variables.isEmpty()) {
            return quoted(text);
        }
        Matcher secret = Pattern.compile(String.join(
                        "|", variables.keySet().stream().map(Pattern::quote).toList()))
                .matcher(text);
        if (!secret.find()) {
            return quoted(text);
        }
        if (!SPECIAL_IN_DOUBLE_QUOTES.matcher(text).find()) {
            return '"' + secret.replaceAll(found -> "\\$" + variables.get(found.group())) + '"';
        }
        StringBuilder word = new StringBuilder();
        int from = 0;
        do {
            word.append(quoted(text.substring(from, secret.start())));
            word.append("\"$").append(variables.get(secret.group())).append('"');
            from = secret.end();
        } while (secret.find());
        return word.append(quoted(text.substring(from))).toString();
    }

    private void option(StringBuilder command, String option, String value) {
        command.append(" \\\n  ").append(option).append(' ').append(word(value));
    }

    /** Between single quotes only a single quote has a meaning. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
