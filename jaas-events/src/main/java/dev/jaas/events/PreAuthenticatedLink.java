// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * A link to a recording or another file. Anyone who has it can download the file while it is valid, 24 hours unless the event says
 * otherwise, so its {@code toString} does not contain it: only {@link #uri()} returns it.
 *
 * @param uri an absolute http or https address
 */
public record PreAuthenticatedLink(URI uri) {

    /** Checks that nothing is missing. */
    public PreAuthenticatedLink {
        requireNonNull(uri, "the URI is null");
    }

    /**
     * A constant text instead of the link.
     *
     * @return {@code PreAuthenticatedLink[redacted]}
     */
    @Override
    public String toString() {
        return "PreAuthenticatedLink[redacted]";
    }
}
