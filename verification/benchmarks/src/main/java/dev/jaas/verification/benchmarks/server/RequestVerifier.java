// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.server;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.JWTVerifier;
import dev.jaas.verification.benchmarks.WorkDirectory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Verifies requests, and counts the correct ones and the others. A token's signature is verified once. */
final class RequestVerifier {

    /** To have tokens renewed often, a contender's clock runs ahead. */
    private static final long MAX_CLOCK_AHEAD_SECONDS = 86_400;

    private static final int MAX_REPORTS = 5;

    private final ByteBuf body = Unpooled.wrappedBuffer(WorkDirectory.body());
    private final Map<String, JWTVerifier> verifiers = new HashMap<>();
    private final Set<String> verifiedTokens = new HashSet<>(); // of one event loop
    private final AtomicLong verified = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    RequestVerifier(WorkDirectory directory) {
        for (int key = 0; key < WorkDirectory.KEY_IDS.size(); key++) {
            verifiers.put(
                    WorkDirectory.KEY_IDS.get(key).value(),
                    JWT.require(Algorithm.RSA256(directory.signer(key).publicKey(), null))
                            .acceptNotBefore(MAX_CLOCK_AHEAD_SECONDS)
                            .withAudience("jitsi")
                            .withClaim("admin", true)
                            .withSubject(WorkDirectory.KEY_IDS.get(key).appId().value())
                            .build());
        }
    }

    /**
     * Verifies a head.
     *
     * @return how many bytes of body follow
     * @throws IllegalArgumentException if anything is wrong
     */
    int verifyHead(String head) {
        String[] lines = head.strip().split("\r\n", -1);
        require(lines[0].equals("POST " + WorkDirectory.PATH + " HTTP/1.1"), "request line");
        Map<String, String> headers = new HashMap<>();
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            require(colon > 0, "header line");
            String name = lines[line].substring(0, colon).toLowerCase(Locale.ROOT);
            require(headers.put(name, lines[line].substring(colon + 1).strip()) == null, "repeated header");
        }
        require(headers.getOrDefault("content-type", "").startsWith("application/json"), "content type");
        require(!headers.containsKey("transfer-encoding"), "transfer encoding");
        verifyToken(headers.getOrDefault("authorization", ""));
        return Integer.parseInt(headers.getOrDefault("content-length", ""));
    }

    private void verifyToken(String authorization) {
        require(authorization.startsWith("Bearer "), "authorization");
        String token = authorization.substring("Bearer ".length());
        if (!verifiedTokens.contains(token)) {
            JWTVerifier verifier = verifiers.get(JWT.decode(token).getKeyId());
            require(verifier != null, "key id");
            verifier.verify(token);
            verifiedTokens.add(token);
        }
    }

    /** Verifies the body of a request whose head was correct, and counts the request. */
    boolean verifyBody(ByteBuf received) {
        boolean correct = ByteBufUtil.equals(body, received);
        if (correct) {
            verified.incrementAndGet();
        } else {
            rejected.incrementAndGet();
        }
        return correct;
    }

    /** Counts a connection that failed within a request. */
    void reject(Throwable failure) {
        if (rejected.incrementAndGet() <= MAX_REPORTS) {
            System.err.println("The server rejected a request: " + failure);
        }
    }

    long verified() {
        return verified.get();
    }

    long rejected() {
        return rejected.get();
    }

    private static void require(boolean condition, String part) {
        if (!condition) {
            throw new IllegalArgumentException("wrong " + part);
        }
    }
}
