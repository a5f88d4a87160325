package dev.jaas.testkit;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a {@link JaasSimulator} has been told, and on what came of it. No message shows a token. */
public final class JaasSimulatorAssert extends AbstractAssert<JaasSimulatorAssert, JaasSimulator> {

    JaasSimulatorAssert(JaasSimulator actual) {
        super(actual, JaasSimulatorAssert.class);
    }

    /**
     * Goes on with a room as it is now.
     *
     * @param conference the room's name
     * @return assertions on the room
     */
    public SimulatedRoomAssert room(ConferenceName conference) {
        isNotNull();
        return new SimulatedRoomAssert(actual.room(conference));
    }

    /**
     * Somebody is banned by user id.
     *
     * @param user the user
     * @return this
     */
    public JaasSimulatorAssert hasBanned(UserId user) {
        isNotNull();
        if (!actual.bannedUsers().contains(user)) {
            failWithMessage("Expected the user %s to be banned, but banned are %s.", user, actual.bannedUsers());
        }
        return this;
    }

    /**
     * A participant token is banned.
     *
     * @param token the token
     * @return this
     */
    public JaasSimulatorAssert hasBanned(Jwt token) {
        isNotNull();
        if (!actual.bannedJwts().contains(token)) {
            failWithMessage(
                    "Expected the token to be banned, but it is none of the %d banned tokens.",
                    actual.bannedJwts().size());
        }
        return this;
    }

    /**
     * Nobody is banned, neither by user id nor by token.
     *
     * @return this
     */
    public JaasSimulatorAssert hasBannedNobody() {
        isNotNull();
        if (!actual.bannedUsers().isEmpty() || !actual.bannedJwts().isEmpty()) {
            failWithMessage(
                    "Expected nobody to be banned, but banned are the users %s and %d tokens.",
                    actual.bannedUsers(), actual.bannedJwts().size());
        }
        return this;
    }

    /**
     * These commands came, in this order, and no other request, whatever they were answered.
     *
     * @param commands names such as {@code KICK_PARTICIPANT}; none for no request at all
     * @return this
     */
    public JaasSimulatorAssert hasReceivedExactly(String... commands) {
        isNotNull();
        List<ReceivedRequest> requests = actual.requests();
        if (!requests.stream().map(ReceivedRequest::command).toList().equals(List.of(commands))) {
            failWithMessage("Expected the commands %s, but received were %s.", List.of(commands), requests);
        }
        return this;
    }

    /**
     * No request was answered with anything but success, or with a cut connection.
     *
     * @return this
     */
    public JaasSimulatorAssert hasAcceptedEverything() {
        isNotNull();
        List<ReceivedRequest> others =
                actual.requests().stream().filter(r -> !r.accepted()).toList();
        if (!others.isEmpty()) {
            failWithMessage("Expected every request to be accepted, but these were not: %s.", others);
        }
        return this;
    }
}
