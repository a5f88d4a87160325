package dev.jaas.testkit;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the requests and the state of a {@link JaasSimulator}. No message shows a token. */
public final class JaasSimulatorAssert extends AbstractAssert<JaasSimulatorAssert, JaasSimulator> {

    JaasSimulatorAssert(JaasSimulator actual) {
        super(actual, JaasSimulatorAssert.class);
    }

    /**
     * Starts assertions on a room as it is now.
     *
     * @param conference the room's name
     * @return assertions on the room
     */
    public SimulatedRoomAssert room(ConferenceName conference) {
        isNotNull();
        return new SimulatedRoomAssert(actual.room(conference));
    }

    /**
     * Asserts that a user is banned.
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
     * Asserts that a participant token is banned.
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
     * Asserts that there is no ban, neither of a user nor of a token.
     *
     * @return this
     */
    public JaasSimulatorAssert hasNoBans() {
        isNotNull();
        if (!actual.bannedUsers().isEmpty() || !actual.bannedJwts().isEmpty()) {
            failWithMessage(
                    "Expected no bans, but banned are the users %s and %d tokens.",
                    actual.bannedUsers(), actual.bannedJwts().size());
        }
        return this;
    }

    /**
     * Asserts that exactly these commands were received, in this order, whatever the responses were.
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
     * Asserts that every request was accepted: no other status, and no dropped connection.
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
