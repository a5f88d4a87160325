// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import java.util.List;

/**
 * One of the six commands of JaaS. There are two families, one for each endpoint of the service.
 *
 * <p>A command is a value: creating one sends nothing.
 */
public sealed interface JaasCommand permits AccessCommand, MeetingCommand {

    /**
     * The AppID whose admin token the command needs.
     *
     * @return the AppID
     */
    AppId appId();

    /**
     * The command's name in the specification.
     *
     * @return for example {@code DIAL_OUT_PARTICIPANT}
     */
    String name();

    /**
     * Whether executing the command twice has the same effect as executing it once, so that it may be sent again when its
     * result is unknown.
     *
     * @return true for all commands except {@link DialOutParticipant}
     */
    default boolean repeatable() {
        return true;
    }

    /**
     * Whether an admin token of an AppID authorises this command. The service requires that the AppID of the command
     * equals the token's {@code sub} (specification, note 1 of the meeting commands).
     *
     * @param subject the {@code sub} of the admin token
     * @return whether it is this command's AppID
     */
    default boolean belongsTo(AppId subject) {
        return appId().equals(subject);
    }

    /**
     * Calls the visitor's method for this command.
     *
     * @param <R> what the visitor returns
     * @param visitor the visitor
     * @return what that method returned
     */
    <R> R accept(CommandVisitor<R> visitor);

    /**
     * One valid example of every command, for demonstrations and for tests that must cover all of them.
     *
     * @param appId the AppID of the examples
     * @return an unmodifiable list, in the order of the specification
     */
    static List<JaasCommand> examples(AppId appId) {
        ConferenceName conference = ConferenceName.of(RoomName.parse("standup"), appId);
        PhoneNumber phone = PhoneNumber.parse("+40747777777");
        return List.of(
                new BanUser(appId, UserId.parse("auth0|5f903d7a77f3b4006eb8e67d")),
                new BanJwt(appId, Jwt.parse("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJqaXRzaSJ9.c2lnbmF0dXJl")),
                new DestroyRoom(conference),
                new DialOutParticipant(conference, phone),
                new HangUpCall(conference, phone),
                new KickParticipant(conference, ParticipantId.parse("f0aa9e1e")));
    }
}
