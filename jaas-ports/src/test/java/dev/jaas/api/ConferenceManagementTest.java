// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.RoomName;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The default methods of both driving ports, on one that records commands and completes them when the test says so. */
class ConferenceManagementTest {

    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("room"), ScriptedManagement.APP);
    private static final List<JaasCommand> COMMANDS = JaasCommand.examples(ScriptedManagement.APP);

    private final ScriptedManagement management = new ScriptedManagement();

    @Test
    void facades_everyCommand_executeIt() {
        for (JaasCommand command : COMMANDS) {
            CompletableFuture<CommandReceipt> result = command.accept(new AsynchronousFacade());

            assertThat(management.lastCommand()).isEqualTo(command);
            assertThat(result).isSameAs(management.lastExecution());
        }
        assertThat(management.commands()).isEqualTo(COMMANDS);
    }

    @Test
    void blockingFacades_everyCommand_executeIt() {
        for (JaasCommand command : COMMANDS) {
            management.completeNext(ScriptedManagement.receipt(command));

            CommandReceipt receipt = command.accept(new BlockingFacade());

            assertThat(receipt.command()).isEqualTo(command);
        }
        assertThat(management.commands()).isEqualTo(COMMANDS);
    }

    @Test
    void conference_room_isOneOfThisAppIdOnThePublicService() {
        assertThat(management.conference(RoomName.parse("room"))).isEqualTo(ROOM);
        assertThat(management.conference("room")).isEqualTo(ROOM);
        assertThat(management.blocking().conference(RoomName.parse("room"))).isEqualTo(ROOM);
        assertThat(management.blocking().conference("room")).isEqualTo(ROOM);
    }

    @Test
    void conference_invalidRoom_isRefused() {
        assertThatThrownBy(() -> management.conference("a/b")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> management.blocking().conference("a/b")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void execute_withExecutor_completesOnlyThere() {
        for (JaasCommand command : COMMANDS) {
            Queue<Runnable> tasks = new ArrayDeque<>();
            CompletableFuture<CommandReceipt> result = management.execute(command, tasks::add);
            CommandReceipt receipt = ScriptedManagement.receipt(command);

            management.lastExecution().complete(receipt);

            assertThat(result).isNotDone();
            assertThat(tasks).hasSize(1);
            tasks.remove().run();
            assertThat(result).isCompletedWithValue(receipt);
        }
    }

    @Test
    void execute_withExecutorWhenAlreadyDone_completesOnlyThere() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        management.completeNext(ScriptedManagement.receipt(COMMANDS.get(0)));

        CompletableFuture<CommandReceipt> result = management.execute(COMMANDS.get(0), tasks::add);

        assertThat(result).isNotDone();
        tasks.remove().run();
        assertThat(result).isCompleted();
    }

    @Test
    void execute_withExecutorWhenItFails_failsWithTheExceptionItself() {
        JaasException failure = ScriptedManagement.rejected(COMMANDS.get(0), 401);
        CompletableFuture<CommandReceipt> result = management.execute(COMMANDS.get(0), Runnable::run);

        management.lastExecution().completeExceptionally(failure);

        assertThat(ScriptedManagement.failureOf(result)).isSameAs(failure);
    }

    @Test
    void execute_whenTheExecutorRejects_completesAllTheSame() {
        JaasException failure = ScriptedManagement.rejected(COMMANDS.get(0), 401);
        CommandReceipt receipt = ScriptedManagement.receipt(COMMANDS.get(0));
        CompletableFuture<CommandReceipt> succeeding = management.execute(COMMANDS.get(0), this::reject);
        management.lastExecution().complete(receipt);
        CompletableFuture<CommandReceipt> failing = management.execute(COMMANDS.get(0), this::reject);
        management.lastExecution().completeExceptionally(failure);
        management.completeNext(receipt);
        CompletableFuture<CommandReceipt> done = management.execute(COMMANDS.get(0), this::reject);

        assertThat(succeeding).isCompletedWithValue(receipt);
        assertThat(ScriptedManagement.failureOf(failing)).isSameAs(failure);
        assertThat(done).isCompletedWithValue(receipt);
    }

    @Test
    void cancel_ofAnExecutionWithExecutor_cancelsTheExecution() {
        CompletableFuture<CommandReceipt> result = management.execute(COMMANDS.get(0), Runnable::run);

        result.cancel(true);

        assertThat(management.lastExecution()).isCancelled();
    }

    @Test
    void complete_byTheCallerOfAnExecutionWithExecutor_doesNotCancelTheExecution() {
        CompletableFuture<CommandReceipt> result = management.execute(COMMANDS.get(0), Runnable::run);

        result.completeExceptionally(new IllegalStateException());

        assertThat(management.lastExecution()).isNotDone();
    }

    @Test
    void execute_withoutExecutor_executesNothing() {
        assertThatNullPointerException().isThrownBy(() -> management.execute(COMMANDS.get(0), null));
        assertThat(management.commands()).isEmpty();
    }

    private void reject(Runnable task) {
        throw new RejectedExecutionException("closed, cannot run " + task);
    }

    /** Calls the method of the asynchronous port that is for a command. */
    private final class AsynchronousFacade implements CommandVisitor<CompletableFuture<CommandReceipt>> {

        @Override
        public CompletableFuture<CommandReceipt> visitBanUser(BanUser command) {
            return management.banUser(command.user());
        }

        @Override
        public CompletableFuture<CommandReceipt> visitBanJwt(BanJwt command) {
            return management.banJwt(command.jwt());
        }

        @Override
        public CompletableFuture<CommandReceipt> visitDestroyRoom(DestroyRoom command) {
            return management.destroyRoom(command.conference());
        }

        @Override
        public CompletableFuture<CommandReceipt> visitDialOutParticipant(DialOutParticipant command) {
            return management.dialOut(command.conference(), command.phone());
        }

        @Override
        public CompletableFuture<CommandReceipt> visitHangUpCall(HangUpCall command) {
            return management.hangUp(command.conference(), command.phone());
        }

        @Override
        public CompletableFuture<CommandReceipt> visitKickParticipant(KickParticipant command) {
            return management.kick(command.conference(), command.participant());
        }
    }

    /** Calls the method of the blocking port that is for a command. */
    private final class BlockingFacade implements CommandVisitor<CommandReceipt> {

        private final BlockingConferenceManagement blocking = management.blocking();

        @Override
        public CommandReceipt visitBanUser(BanUser command) {
            return blocking.banUser(command.user());
        }

        @Override
        public CommandReceipt visitBanJwt(BanJwt command) {
            return blocking.banJwt(command.jwt());
        }

        @Override
        public CommandReceipt visitDestroyRoom(DestroyRoom command) {
            return blocking.destroyRoom(command.conference());
        }

        @Override
        public CommandReceipt visitDialOutParticipant(DialOutParticipant command) {
            return blocking.dialOut(command.conference(), command.phone());
        }

        @Override
        public CommandReceipt visitHangUpCall(HangUpCall command) {
            return blocking.hangUp(command.conference(), command.phone());
        }

        @Override
        public CommandReceipt visitKickParticipant(KickParticipant command) {
            return blocking.kick(command.conference(), command.participant());
        }
    }
}
