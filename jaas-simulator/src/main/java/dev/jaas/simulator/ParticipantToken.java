package dev.jaas.simulator;

import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** Reads the user id of a participant token: {@code context.user.id}. */
final class ParticipantToken {

    private ParticipantToken() {}

    static UserId user(Jwt token) {
        try {
            byte[] claims = Base64.getUrlDecoder().decode(claims(token.compact()));
            if (StrictJsonReader.readObject(claims).get("context") instanceof Map<?, ?> context
                    && context.get("user") instanceof Map<?, ?> user
                    && user.get("id") instanceof String id) {
                return UserId.parse(id);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static String claims(String compact) {
        return compact.substring(compact.indexOf('.') + 1, compact.lastIndexOf('.'));
    }

    private static JoinRefusedException unreadable() {
        return new JoinRefusedException("The participant token has no user id in context.user.id.");
    }
}
