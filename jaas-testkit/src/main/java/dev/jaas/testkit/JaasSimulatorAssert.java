// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

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
     * Starts assertions on a room of the simulator's AppID as it is now.
     *
     * @param room the room's name
     * @return assertions on the room
     */
    public SimulatedRoomAssert room(String room) {
        isNotNull();
        return room(actual.conference(room));
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
     * Asserts that a command was received, at least once and with whatever response.
     *
     * @param command the command
     * @return this
     */
    public JaasSimulatorAssert received(JaasCommand command) {
        if (count(command) == 0) {
            failWithMessage("Expected %s to be received, but received were %s.", command, received());
        }
        return this;
    }

    /**
     * Asserts how often a command was received, with whatever responses. A client that retries sends it more than once.
     *
     * @param command the command
     * @param times how often
     * @return this
     */
    public JaasSimulatorAssert received(JaasCommand command, Times times) {
        long count = count(command);
        if (!times.matches(count)) {
            failWithMessage(
                    "Expected %s to be received %s, but it was received %s. Received were %s.",
                    command, times, Times.describe(count), received());
        }
        return this;
    }

    /**
     * Asserts that exactly these commands were received, in this order and with whatever responses, and no request that is
     * not a command.
     *
     * @param commands the commands; none for no request at all
     * @return this
     */
    public JaasSimulatorAssert receivedExactly(JaasCommand... commands) {
        isNotNull();
        List<JaasCommand> expected = List.of(commands);
        // Not List.of: the command of a request that is none is null.
        List<@Nullable JaasCommand> actualCommands = new ArrayList<>();
        actual.requests().forEach(request -> actualCommands.add(request.command()));
        if (!actualCommands.equals(expected)) {
            failWithMessage("Expected exactly %s to be received, but received were %s.", expected, received());
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

    private long count(JaasCommand command) {
        isNotNull();
        requireNonNull(command, "the command is null");
        return actual.requests().stream()
                .filter(request -> command.equals(request.command()))
                .count();
    }

    /** What was received, with commands by their values: a meeting command's path does not tell them apart. */
    private List<String> received() {
        return actual.requests().stream()
                .map(request -> request.command() == null ? request.toString() : request.command() + " -> " + request)
                .toList();
    }
}
