// SPDX-License-Identifier: Apache-2.0
package dev.jaas.events;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.MeetingCommand;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A wait for one event of a conference. */
final class Wait {

    private final String conference;
    private final EventMatcher matcher;
    private final CompletableFuture<Confirmation> future = new CompletableFuture<>();

    Wait(ConferenceName conference, EventMatcher matcher) {
        this.conference = keyOf(conference);
        this.matcher = matcher;
    }

    /**
     * The wait for what confirms a command; empty for a ban, which no event confirms.
     *
     * @param sending when the command was sent; tells a dial-out from equal ones
     */
    static Optional<Wait> of(JaasCommand command, DialOutId sending) {
        return command.accept(new ForCommand(sending.sent(), sending));
    }

    /** A conference without its domain, which an fqn lacks, and with the room as Jitsi's clients spell it. */
    static String keyOf(ConferenceName conference) {
        return ConferenceName.of(conference.room().canonical(), conference.appId())
                .fqn();
    }

    String conference() {
        return conference;
    }

    EventMatcher matcher() {
        return matcher;
    }

    CompletableFuture<Confirmation> future() {
        return future;
    }

    private record ForCommand(Instant sent, DialOutId dialOut) implements CommandVisitor<Optional<Wait>> {

        @Override
        public Optional<Wait> visitBanUser(BanUser command) {
            return Optional.empty();
        }

        @Override
        public Optional<Wait> visitBanJwt(BanJwt command) {
            return Optional.empty();
        }

        @Override
        public Optional<Wait> visitDestroyRoom(DestroyRoom command) {
            return in(command, EventMatcher.destroyed(sent));
        }

        @Override
        public Optional<Wait> visitDialOutParticipant(DialOutParticipant command) {
            return in(command, EventMatcher.answered(command.phone(), dialOut));
        }

        @Override
        public Optional<Wait> visitHangUpCall(HangUpCall command) {
            return in(command, new EventMatcher.CallGone(command.phone(), sent));
        }

        @Override
        public Optional<Wait> visitKickParticipant(KickParticipant command) {
            return in(command, EventMatcher.kicked(command.participant(), sent));
        }

        private static Optional<Wait> in(MeetingCommand command, EventMatcher matcher) {
            return Optional.of(new Wait(command.conference(), matcher));
        }
    }
}
