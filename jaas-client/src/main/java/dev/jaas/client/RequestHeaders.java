package dev.jaas.client;

import dev.jaas.domain.Jwt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of all requests with one token, made once for that token.
 *
 * @param withBody the headers of a request with a JSON body
 * @param withoutBody the headers of one without
 */
record RequestHeaders(Map<String, String> withBody, Map<String, String> withoutBody) {

    static RequestHeaders of(Jwt token, String userAgent) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Authorization", "Bearer " + token.compact());
        headers.put("User-Agent", userAgent);
        Map<String, String> withBody = new LinkedHashMap<>(headers);
        withBody.put("Content-Type", "application/json");
        return new RequestHeaders(Collections.unmodifiableMap(withBody), Collections.unmodifiableMap(headers));
    }

    /** Their names alone: one value is the token. */
    @Override
    public String toString() {
        return "RequestHeaders[" + withBody.keySet() + "]";
    }
}
