// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.load;

import dev.jaas.client.AdminTokenSigner;
import dev.jaas.verification.benchmarks.WorkDirectory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Where the commands of a contender go, and what it is lent: keys and limits, which are those of the client. */
record Target(URI baseUrl, WorkDirectory directory) {

    /** Longer than the client's defaults, so that a machine with other work ends no command. */
    static final Duration DEADLINE = Duration.ofSeconds(50);

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(40);
    static final int MAX_BODY_BYTES = 64 * 1024;
    static final int MAX_CONNECTIONS = 32;
    static final int CALLBACK_THREADS = 4;

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(2);

    URI commandUri() {
        return URI.create(baseUrl + WorkDirectory.PATH);
    }

    boolean tls() {
        return baseUrl.getScheme().equals("https");
    }

    /** A token made in advance, as the value of the header. */
    String authorization() {
        return "Bearer "
                + AdminTokenSigner.sign(directory.signer(0), Instant.now(), TOKEN_LIFETIME)
                        .compact();
    }
}
