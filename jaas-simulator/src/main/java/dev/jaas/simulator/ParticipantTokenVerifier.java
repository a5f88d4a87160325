// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.AdminTokenVerifier.Violation;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies the tokens with which participants join, by the rules of {@link JaasSimulator#join(ConferenceName, Jwt)}. Thread-safe. */
final class ParticipantTokenVerifier {

    private static final String ALL_ROOMS = "*";
    private static final List<String> PROFILE = List.of("name", "email", "avatar", "moderator");

    /**
     * The user whom a token names.
     *
     * @param id {@code context.user.id}
     * @param profile what events report of the user, as it is in the token: text and booleans
     */
    record TokenUser(UserId id, Map<String, Object> profile) {}

    private final AppId appId;
    private final SignedTokenVerifier signed;

    ParticipantTokenVerifier(KeyId keyId, RSAPublicKey publicKey, Clock clock) {
        appId = keyId.appId();
        signed = new SignedTokenVerifier(keyId, publicKey, clock);
    }

    /**
     * Verifies a token, now, for one conference.
     *
     * @return the user whom it names
     * @throws JoinRefusedException if it breaks a rule; the message contains nothing of the token
     */
    TokenUser verify(Jwt token, ConferenceName conference) {
        List<Violation> violations = new ArrayList<>();
        Map<String, Object> claims = signed.verify(token, violations).orElse(Map.of());
        if (!violations.isEmpty()) {
            throw refused(violations.stream().map(Violation::description).collect(Collectors.joining("; ")));
        }
        if (claims.containsKey("admin")) {
            throw refused("it has the claim admin, with which its bearer could send commands");
        }
        Map<?, ?> context = object(claims.get("context"));
        verifyRoom(claims.get("room"), object(context.get("room")).get("regex"), conference);
        Map<?, ?> user = object(context.get("user"));
        return new TokenUser(id(user.get("id")), profile(user));
    }

    private void verifyRoom(@Nullable Object claim, @Nullable Object regex, ConferenceName conference) {
        String room = conference.room().value();
        if (!conference.appId().equals(appId)) {
            throw refused("it is for the rooms of " + appId + ", and this one is of " + conference.appId());
        }
        if (!(claim instanceof String allowed) || allowed.isEmpty()) {
            throw refused("its room is missing or not a string");
        }
        if (regex != null && !(regex instanceof Boolean)) {
            throw refused("its context.room.regex is not a boolean");
        }
        boolean isPattern = Boolean.TRUE.equals(regex);
        if (!allowed.equals(ALL_ROOMS) && !(isPattern ? matches(allowed, room) : allowed.equals(room))) {
            throw refused(
                    isPattern
                            ? "its room is a Lua pattern that does not match \"" + room + "\""
                            : "its room is neither \"" + room + "\" nor \"*\"");
        }
    }

    private static boolean matches(String pattern, String room) {
        try {
            return LuaPattern.matches(pattern, room);
        } catch (IllegalArgumentException e) {
            throw refused("its room " + e.getMessage());
        }
    }

    private static UserId id(@Nullable Object id) {
        try {
            if (id instanceof String text) {
                return UserId.parse(text);
            }
        } catch (InvalidValueException e) {
            throw refused("its context.user.id is not a user id");
        }
        throw refused("it has no user id in context.user.id");
    }

    private static Map<String, Object> profile(Map<?, ?> user) {
        Map<String, Object> profile = new LinkedHashMap<>();
        for (String name : PROFILE) {
            Object value = user.get(name);
            if (value instanceof String || value instanceof Boolean) {
                profile.put(name, value);
            }
        }
        return profile;
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    private static JoinRefusedException refused(String reason) {
        return new JoinRefusedException("The participant token is refused: " + reason
                + ". Sign a new one; `jaas decode-token` prints what a token contains.");
    }
}
