package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code BAN_JWT}: whoever presents this participant token can no longer join a room of the AppID.
 *
 * @param appId the AppID
 * @param jwt the token to ban; it is not printed
 */
public record BanJwt(AppId appId, Jwt jwt) implements AccessCommand {

    /** Checks that nothing is missing. */
    public BanJwt {
        requireNonNull(appId, "appId");
        requireNonNull(jwt, "jwt");
    }

    @Override
    public String name() {
        return "BAN_JWT";
    }
}
