// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.Redaction;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the service is, and the one place that accepts or refuses a base URL and builds URIs. They are ASCII, each path segment percent-encoded by RFC
 * 3986 with only its unreserved characters left as they are.
 */
final class Endpoint {

    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|$)");
    private static final String UNRESERVED = "-._~";

    /** Longer input is probably a pasted key; do not echo it. */
    private static final int MAX_QUOTE = 255;

    private final String base;

    private Endpoint(String base) {
        this.base = base;
    }

    static Endpoint parse(URI baseUrl) {
        String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), baseUrl, "it must start with https://");
        require(!Redaction.containsSecret(baseUrl.toString()), baseUrl, "it contains what looks like a JWT or a key");
        require(baseUrl.getRawUserInfo() == null, baseUrl, "it must not contain a user name or password");
        require(baseUrl.getHost() != null, baseUrl, HostRule.brokenBy(baseUrl));
        require(
                baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
                baseUrl,
                "it must not have a query or a fragment");
        require(baseUrl.getPort() != 0, baseUrl, "its port is 0");
        require(baseUrl.getPort() <= 65535, baseUrl, "its port is above 65535");
        require(
                scheme.equals("https") || isLoopbackLiteral(baseUrl.getHost()),
                baseUrl,
                "the admin token must not travel unencrypted: use https:// (http:// is allowed only for a loopback"
                        + " address such as http://127.0.0.1:8080)");
        require(
                baseUrl.getHost().indexOf('%') < 0,
                baseUrl,
                "its IPv6 address has a zone, which has no meaning outside this machine (RFC 6874)");
        require(
                !(baseUrl.getRawAuthority() + baseUrl.getRawPath()).matches("https?://.*"),
                baseUrl,
                "it starts with https:// twice");
        String path = baseUrl.getRawPath().replaceFirst("/+$", "");
        require(!DOT_SEGMENT.matcher(path).find(), baseUrl, "its path must not contain the segments \".\" and \"..\"");
        // TLS knows no dot at the end of a name (RFC 6066 §3), and no certificate has one.
        String authority = baseUrl.getRawAuthority().replaceFirst(":$", "").replaceFirst("\\.(?=$|:)", "");
        return new Endpoint(URI.create(scheme + "://" + authority + path).toASCIIString());
    }

    URI uri(String... segments) {
        StringBuilder uri = new StringBuilder(base);
        for (String segment : segments) {
            uri.append('/');
            appendEncoded(uri, segment);
        }
        return URI.create(uri.toString());
    }

    @Override
    public String toString() {
        return base;
    }

    private static void appendEncoded(StringBuilder out, String segment) {
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            boolean unreserved = (b >= 'A' && b <= 'Z')
                    || (b >= 'a' && b <= 'z')
                    || (b >= '0' && b <= '9')
                    || UNRESERVED.indexOf(b) >= 0;
            if (unreserved) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
    }

    /** A name such as localhost does not count: name resolution decides what it means. */
    private static boolean isLoopbackLiteral(String host) {
        if (!host.startsWith("[")) {
            return IPV4_LOOPBACK.matcher(host).matches();
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void require(boolean condition, URI baseUrl, String rule) {
        if (!condition) {
            String harmless = baseUrl.toString().replaceFirst("[?#].*", ""); // a query may hold a secret, too
            boolean isSecret =
                    harmless.contains("@") || harmless.length() > MAX_QUOTE || Redaction.looksSecret(harmless);
            String shown = isSecret ? "" : " \"" + HostRule.inAscii(harmless) + "\"";
            throw new IllegalArgumentException("The base URL" + shown + " cannot be used: " + rule + ".");
        }
    }
}
