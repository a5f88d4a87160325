// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where a relative link leads.
 *
 * @param file the path of the file, relative to the project's directory
 * @param fragment the name of a heading, or the empty string
 */
record Destination(Path file, String fragment) {

    /** Resolves a link that stands in a file. */
    static Destination resolve(Path from, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        String fragment = hash < 0 ? "" : link.substring(hash + 1);
        return new Destination(path.isEmpty() ? from : from.resolveSibling(path).normalize(), fragment);
    }

    static boolean isExternal(String link) {
        return link.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    }

    /** Whether a link to another site has the usual form; nothing is connected to. */
    static boolean isWellFormed(String external) {
        try {
            URI uri = new URI(external);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getHost().contains(".");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
