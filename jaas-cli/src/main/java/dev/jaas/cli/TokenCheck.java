package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Whether an admin token is one that JaaS can accept, judged as JaaS judges it: by the key id and the public key.
 *
 * @param keyId what the token has to name
 * @param publicKey what verifies it
 * @param now when it arrives
 */
record TokenCheck(KeyId keyId, RSAPublicKey publicKey, Instant now) {

    static final String NAME = "token";

    private static final String WHY = "JaaS verifies signature, header and claims, and answers 401 if one is wrong.";
    private static final String MEND =
            "your settings are not to blame but the program or the JDK's security providers: report it.";

    /** Makes a token as every command does, and judges it. The token goes nowhere. */
    static Check by(PemJwsSigner signer, Clock clock) {
        Jwt token;
        try (JaasClient client = JaasClient.builder(signer, new DryRun())
                .clock(clock)
                .tokenLifetime(Settings.TOKEN_LIFETIME)
                .build()) {
            token = client.adminToken().join();
        } catch (CompletionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            return new Check(NAME, Check.State.FINDING, Failure.sentence(reason), WHY, MEND, reason);
        }
        List<String> faults =
                new TokenCheck(signer.keyId(), signer.publicKey(), clock.instant()).faults(token.compact());
        return faults.isEmpty()
                ? Check.ok(NAME, "signed, verified with the public key, and it claims what JaaS asks for")
                : Check.finding(NAME, "The token is wrong: " + String.join(", ", faults) + ".", WHY, MEND);
    }

    /** What is wrong with a token, in words that do not quote it. */
    List<String> faults(String token) {
        String[] parts = token.split("\\.", -1);
        List<String> faults = new ArrayList<>();
        if (!isSigned(parts[0] + '.' + parts[1], parts[2])) {
            faults.add("its signature does not verify");
        }
        Map<String, Object> header = members(parts[0]);
        require("alg", "RS256", header, faults);
        require("kid", keyId.value(), header, faults);
        require("typ", "JWT", header, faults);
        Map<String, Object> claims = members(parts[1]);
        require("sub", keyId.appId().value(), claims, faults);
        require("aud", AdminClaims.AUDIENCE, claims, faults);
        require("iss", AdminClaims.ISSUER, claims, faults);
        require("admin", true, claims, faults);
        if (!(claims.get("nbf") instanceof Long from && from <= now.getEpochSecond())) {
            faults.add("its nbf is not in the past");
        }
        if (!(claims.get("exp") instanceof Long end && end > now.getEpochSecond())) {
            faults.add("its exp is not in the future");
        }
        return faults;
    }

    private boolean isSigned(String input, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update(input.getBytes(US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            return false; // the JDK throws at a signature of another length
        }
    }

    private static void require(String name, Object value, Map<String, Object> members, List<String> faults) {
        if (!value.equals(members.get(name))) {
            faults.add("its " + name + " is not " + value);
        }
    }

    private static Map<String, Object> members(String base64) {
        Map<String, Object> members = new HashMap<>();
        try (JsonParser json =
                new JsonFactory().createParser(Base64.getUrlDecoder().decode(base64))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    members.put(json.currentName(), json.getText());
                } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    members.put(json.currentName(), json.getLongValue());
                } else if (json.currentToken().isBoolean()) {
                    members.put(json.currentName(), json.getBooleanValue());
                }
            }
        } catch (IOException e) {
            return Map.of(); // then every member is missed
        }
        return members;
    }
}
