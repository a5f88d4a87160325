// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import dev.jaas.domain.Jwt;
import dev.jaas.spi.TransportRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all requests with one token have in common, made and checked once for that token. */
final class RequestTemplates {

    private static final byte[] NO_BODY = {};

    private final TransportRequest withBody;
    private final TransportRequest withoutBody;

    /**
     * Makes the templates.
     *
     * @param baseUrl any URL of the service; each request has its own
     */
    RequestTemplates(Jwt token, String userAgent, URI baseUrl) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "identity"); // without it a service may choose a coding (RFC 9110 §12.5.3)
        headers.put("Authorization", "Bearer " + token.compact());
        headers.put("User-Agent", userAgent);
        withoutBody = new TransportRequest("POST", baseUrl, headers, NO_BODY);
        Map<String, String> withContentType = new LinkedHashMap<>(headers);
        withContentType.put("Content-Type", "application/json");
        withBody = new TransportRequest("POST", baseUrl, withContentType, NO_BODY);
    }

    /**
     * A request.
     *
     * @param body JSON, or empty
     */
    TransportRequest request(URI uri, byte[] body) {
        return (body.length > 0 ? withBody : withoutBody).with(uri, body);
    }
}
