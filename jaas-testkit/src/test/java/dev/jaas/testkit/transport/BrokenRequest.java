// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jaas.spi.TransportRequest;
import java.net.URI;

/** The text of a request as a {@link BrokenTransport} writes it. */
final class BrokenRequest {

    private BrokenRequest() {}

    static String text(TransportRequest request, ContractViolation violation) {
        URI uri = request.uri();
        byte[] written = SocketWire.bytes(request);
        String text = new String(written, ISO_8859_1);
        return switch (violation) {
            case DECODES_PATH -> text.replace(uri.getRawPath(), uri.getPath().replace(" ", "%20"));
            case SENDS_ABSOLUTE_TARGET -> text.replaceFirst(" /", " http://" + uri.getRawAuthority() + "/");
            case SENDS_HOST_WITHOUT_PORT -> text.replace("Host: " + uri.getRawAuthority(), "Host: " + uri.getHost());
            case POSTS_EVERYTHING -> text.replaceFirst("^[A-Z]+", "POST");
            case ADDS_HEADERS -> text.replaceFirst("\r\n\r\n", "\r\nAccept-Encoding: gzip\r\n\r\n");
            case TRIMS_HEADER_VALUES -> text.replaceAll("=+\r\n", "\r\n");
            case DECODES_UNRESERVED -> text.replace("%7E", "~");
            case ENCODES_QUERY_AGAIN -> text.replace("'", "%27");
            case DROPS_EMPTY_QUERY -> text.replaceFirst("\\? HTTP", " HTTP");
            case REPLACES_ACCEPT_ENCODING -> text.replaceFirst("Accept-Encoding: .*", "Accept-Encoding: gzip");
            case OMITS_LENGTH_ZERO -> text.replace("Content-Length: 0\r\n", "");
            case CHUNKS_BODY -> chunked(text);
            default -> text;
        };
    }

    private static String chunked(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        String head = parts[0].replaceAll("\r\nContent-Length: \\d+", "") + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(parts[1].length()) + "\r\n" + parts[1] + "\r\n";
        return head + chunk + (parts[1].isEmpty() ? "" : "0\r\n\r\n");
    }
}
