// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

/**
 * {@code BAN_USER}: the user with this id can no longer join a room of the AppID.
 *
 * @param appId the AppID
 * @param user the user, by the id in the participant token, not by the participant id
 */
public record BanUser(AppId appId, UserId user) implements AccessCommand {

    /** Checks that nothing is missing. */
    public BanUser {
        requireNonNull(appId, "the AppID is null");
        requireNonNull(user, "the user id is null");
    }

    @Override
    public String name() {
        return "BAN_USER";
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visitBanUser(this);
    }
}
