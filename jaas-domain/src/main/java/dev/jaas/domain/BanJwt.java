// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code BAN_JWT}: nobody can join a room of the AppID with this participant token any more.
 *
 * @param appId the AppID
 * @param jwt the token to ban; it is not printed
 */
public record BanJwt(AppId appId, Jwt jwt) implements AccessCommand {

    /** Checks that nothing is missing. */
    public BanJwt {
        requireNonNull(appId, "the AppID is null");
        requireNonNull(jwt, "the JWT is null");
    }

    @Override
    public String name() {
        return "BAN_JWT";
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visitBanJwt(this);
    }
}
