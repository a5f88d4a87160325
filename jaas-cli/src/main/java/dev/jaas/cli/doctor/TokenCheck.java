// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.AdminTokenSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.Jwt;
import dev.jaas.simulator.AdminTokenVerifier;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Whether an admin token is one that JaaS accepts, verified with the key id and the public key. */
final class TokenCheck {

    static final String NAME = "token";

    private static final String CAUSE =
            "JaaS verifies the token's signature, header and claims, and responds with 401 if one of them is wrong.";
    private static final String FIX =
            "your settings are correct; this is a bug in the program or in the JDK's security providers: report it.";

    private TokenCheck() {}

    /** Signs a token as every command does, and verifies it. The token is sent nowhere. */
    static Check run(PemJwsSigner signer, Clock clock) {
        Jwt token;
        try {
            token = AdminTokenSigner.sign(signer, clock.instant(), JaasClient.Builder.DEFAULT_TOKEN_LIFETIME);
        } catch (RuntimeException e) {
            return Check.finding(NAME, e, CAUSE, FIX);
        }
        List<AdminTokenVerifier.Violation> violations =
                new AdminTokenVerifier(signer.keyId(), signer.publicKey(), clock).verify(token);
        if (violations.isEmpty()) {
            return Check.ok(NAME, "signed, and verified with the public key; its claims are those that JaaS requires");
        }
        String list = violations.stream()
                .map(AdminTokenVerifier.Violation::description)
                .collect(Collectors.joining(", "));
        return Check.finding(NAME, "The token is invalid: " + list + ".", CAUSE, FIX);
    }
}
