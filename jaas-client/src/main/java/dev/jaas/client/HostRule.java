// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.net.IDN;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why {@link URI} finds no host in a URL. It does not say so itself, and takes what it cannot read for a registry-based name
 * (RFC 2396 §3.2.1).
 */
final class HostRule {

    private HostRule() {}

    /**
     * The rule that a URL without a host breaks.
     *
     * @param url a URL whose {@code getHost()} is null
     */
    static String brokenBy(URI url) {
        String authority = url.getRawAuthority();
        if (authority == null) {
            return "it needs a host name after https://";
        }
        if (authority.indexOf('@') >= 0) {
            return "it must not contain a user name or password";
        }
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = authority.substring(host.length());
        if (!port.matches("(:[0-9]*)?")) {
            return "its port is not a number";
        }
        int[] foreign = host.codePoints().filter(c -> c > '~').toArray();
        if (foreign.length > 0) {
            return ruleForForeign(host, foreign);
        }
        if (host.indexOf('_') >= 0) {
            return "it needs a host name without an underscore: Java's HTTP clients reject the underscore, since no host name"
                    + " has one (RFC 1123). Use another name of the host";
        }
        return port.length() > ":65535".length()
                ? "its port is above 65535"
                : "it needs a host name of letters, digits, hyphens and dots, or an IP address";
    }

    /** A text in which every character that is not ASCII is shown by its code point: many look like others. */
    static String inAscii(String text) {
        return text.codePoints()
                .mapToObj(c -> c <= '~' ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String ruleForForeign(String host, int[] foreign) {
        int named =
                Arrays.stream(foreign).filter(c -> !isPartOfName(c)).findFirst().orElse(foreign[0]);
        boolean isDash = Character.getType(named) == Character.DASH_PUNCTUATION || named == '\u2212'; // minus sign
        return String.format(
                        Locale.ROOT,
                        "it needs a host name in ASCII, but contains U+%04X (%s)",
                        named,
                        Character.getName(named))
                + (isDash ? " in place of \"-\"" : isPartOfName(named) ? asciiForm(host) : "");
    }

    private static boolean isPartOfName(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    private static String asciiForm(String host) {
        try {
            return "; if that is right, use the form " + IDN.toASCII(host);
        } catch (IllegalArgumentException e) { // there is none
            return "";
        }
    }
}
