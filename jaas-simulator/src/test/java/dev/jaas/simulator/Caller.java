// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends requests to a simulator over a socket and signs tokens, with the JDK and string concatenation only. */
final class Caller {

    static final String MEETING = "/v1/_jaas/conference-commands/v1/meeting";
    static final String ACCESS = "/v1/_jaas/jaccess/v1/access-management/";

    private static final int READ_TIMEOUT_MILLIS = 30_000;

    private final JaasSimulator simulator;
    private final PrivateKey key;

    /** Names and their values in JSON. */
    final Map<String, String> header = new LinkedHashMap<>();

    final Map<String, String> claims = new LinkedHashMap<>();

    /** A response; status 0 if the connection was closed without one. */
    record Reply(int status, String head, String body) {}

    Caller(JaasSimulator simulator) {
        this(simulator, privateKey(simulator.privateKeyPem()));
    }

    Caller(JaasSimulator simulator, PrivateKey key) {
        this.simulator = simulator;
        this.key = key;
        header.put("alg", "\"RS256\"");
        header.put("kid", "\"" + simulator.keyId() + "\"");
        header.put("typ", "\"JWT\"");
        claims.put("aud", "\"jitsi\"");
        claims.put("exp", "4102444800"); // the year 2100
        claims.put("iss", "\"chat\"");
        claims.put("admin", "true");
        claims.put("nbf", "1596197652");
        claims.put("sub", "\"" + simulator.appId() + "\"");
    }

    static PrivateKey privateKey(String pem) {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String token() {
        String input = base64Url(json(header).getBytes(UTF_8))
                + '.'
                + base64Url(json(claims).getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(input.getBytes(UTF_8));
            return input + '.' + base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Sends JSON, with a valid token unless claims or header were changed. */
    Reply post(String path, String json) {
        return send(
                "POST",
                path,
                json.getBytes(UTF_8),
                "Authorization: Bearer " + token(),
                "Content-Type: application/json");
    }

    Reply banUser(String segment) {
        return send(
                "POST",
                ACCESS + simulator.appId() + "/ban/user/" + segment,
                new byte[0],
                "Authorization: Bearer " + token());
    }

    Reply banJwt(String jwt) {
        return post(ACCESS + simulator.appId() + "/ban/jwt", "{\"jwt\":\"" + jwt + "\"}");
    }

    /** Sends a meeting command; the field is like {@code "phoneNo":"+4074…"}, or empty. */
    Reply meeting(String action, String room, String field) {
        return post(
                MEETING,
                "{\"action\":\"%s\",\"payload\":{\"conferenceFullName\":\"%s\"%s}}"
                        .formatted(action, simulator.conference(room), field.isEmpty() ? "" : "," + field));
    }

    Reply send(String method, String path, byte[] body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: simulator"));
        lines.addAll(List.of(headers));
        lines.add("Content-Length: " + body.length);
        lines.add("Connection: close");
        try (Socket socket = connect()) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            return reply(new String(socket.getInputStream().readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return socket;
    }

    private static Reply reply(String response) {
        if (response.isEmpty()) {
            return new Reply(0, "", "");
        }
        int end = response.indexOf("\r\n\r\n");
        int status = Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        return new Reply(status, response.substring(0, end), response.substring(end + 4));
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
