// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Redaction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as the simulator received it, and its result. It is a recording for tests: it contains the header {@code
 * Authorization}, the path with its query, and the body unchanged; {@code toString} leaves out what may be secret of these.
 *
 * @param method the method
 * @param path the path with its percent-encoding, unchanged
 * @param headers every header with its values, names in lower case
 * @param body the body as text
 * @param status the status of the response, or 0 if the connection was dropped
 * @param command the command that it was read as, even if that was not accepted; null if its token or the command is invalid
 * @param reason why it was not accepted, or empty
 */
@SuppressWarnings("exports") // JSpecify is optional for users of this module
public record ReceivedRequest(
        String method,
        String path,
        Map<String, List<String>> headers,
        String body,
        int status,
        @Nullable JaasCommand command,
        String reason) {

    private static final int MAX_SEGMENTS = 10;
    private static final int MAX_SEGMENT = 100;

    /** Copies the headers. */
    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its first value, or empty
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /**
     * Whether the simulator accepted the command.
     *
     * @return whether the status is 200 to 299
     */
    public boolean accepted() {
        return status >= 200 && status <= 299;
    }

    /** The method and the path, without the query, which may be a token, and without what looks like a secret. */
    String target() {
        String safe = Arrays.stream(path.split("[?#]", 2)[0].split("/", -1))
                .map(segment -> Redaction.excerpt(segment, MAX_SEGMENT))
                .limit(MAX_SEGMENTS)
                .collect(Collectors.joining("/"));
        return Redaction.excerpt(method, MAX_SEGMENT) + " " + safe;
    }

    /**
     * The request without its secrets.
     *
     * @return method, path without the query and without what looks like a token, status, and why it was not accepted
     */
    @Override
    public String toString() {
        return target() + " -> " + (status == 0 ? "connection dropped" : status)
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
