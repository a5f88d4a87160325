// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static dev.jaas.testkit.api.ServiceBehaviour.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A command reaches the service, and its receipt the caller. */
abstract class ExecutingContract extends ManagementContract {

    private static final int THREADS = 8;
    private static final int COMMANDS = 10;

    ExecutingContract(ConferenceManagementContract contract) {
        super(contract);
    }

    @Test
    void appId_always_isThatOfManagement() {
        assertThat(management().appId())
                .as("appId() must return the AppID whose conferences are managed.")
                .isEqualTo(APP);
    }

    @Test
    void conference_room_isOneOfThisAppId() {
        ConferenceManagement management = management();

        assertThat(management.conference(RoomName.parse("standup")))
                .as("conference(RoomName) must name a room of this AppID on the public service.")
                .isEqualTo(ROOM);
        assertThat(management.conference("standup"))
                .as("conference(String) must name a room of this AppID on the public service.")
                .isEqualTo(ROOM);
        assertThatExceptionOfType(InvalidValueException.class)
                .as("conference(String) must refuse a text that is not a room name.")
                .isThrownBy(() -> management.conference(""));
    }

    @Test
    void execute_accepted_completesWithReceipt() {
        ConferenceManagement management = management();
        List<JaasCommand> commands = JaasCommand.examples(APP);

        for (JaasCommand command : commands) {
            assertReceipt(receiptOf(atOnce(() -> management.execute(command))), command);
            assertReceipt(receiptOf(atOnce(() -> management.execute(command))), command);
        }
        assertReceived(2 * commands.size(), "Each execution must send its command, once, also an equal one.");
    }

    @Test
    void methods_eachCommand_executeIt() {
        ConferenceManagement management = management();

        for (JaasCommand command : JaasCommand.examples(APP)) {
            assertReceipt(receiptOf(atOnce(() -> command.accept(new MethodOf(management)))), command);
        }
    }

    @Test
    void execute_serviceSilent_returnsAtOnce() {
        ConferenceManagement management = management(SILENT);

        assertThat(atOnce(() -> management.execute(DIAL_OUT)))
                .as("The future must not complete before the service has responded.")
                .isNotDone();
    }

    @Test
    void execute_onManyThreads_completesWithReceiptOfEach() {
        ConferenceManagement management = management();
        List<FutureTask<List<CommandReceipt>>> callers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String caller = "user-" + thread + "-";
            callers.add(start(() -> {
                List<CommandReceipt> receipts = new ArrayList<>();
                for (int i = 0; i < COMMANDS; i++) {
                    JaasCommand command = new BanUser(APP, UserId.parse(caller + i));
                    receipts.add(receiptOf(management.execute(command)));
                    assertReceipt(receipts.get(i), command);
                }
                return receipts;
            }));
        }

        for (FutureTask<List<CommandReceipt>> caller : callers) {
            assertThat(get(caller, "Any thread may execute commands, all at once."))
                    .hasSize(COMMANDS);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // null is the subject
    void execute_null_throwsNullPointerException() {
        ConferenceManagement management = management();

        assertThatNullPointerException()
                .as("execute(null) must throw a NullPointerException.")
                .isThrownBy(() -> management.execute(null));
        assertThatNullPointerException()
                .as("execute(null, executor) must throw a NullPointerException.")
                .isThrownBy(() -> management.execute(null, Runnable::run));
        assertThatNullPointerException()
                .as("execute(command, null) must throw a NullPointerException.")
                .isThrownBy(() -> management.execute(DIAL_OUT, null));
        assertReceived(0, "Nothing must be sent when an argument is null.");
    }

    @Test
    void executor_given_completesFuture() throws InterruptedException {
        ConferenceManagement management = management();
        BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

        CompletableFuture<CommandReceipt> future = atOnce(() -> management.execute(DIAL_OUT, tasks::add));
        Runnable completion = tasks.poll(contract.limit().toMillis(), TimeUnit.MILLISECONDS);

        String promise = "execute(command, executor) must complete the future on the executor";
        assertThat(completion).as(promise + ", which got no task.").isNotNull();
        assertThat(future).as(promise + ", and not before it runs the task.").isNotDone();
        if (completion != null) {
            completion.run();
        }
        assertThat(future).as(promise + ".").isCompleted();
        assertReceipt(receiptOf(future), DIAL_OUT);
    }

    @Test
    void executor_rejectsTask_futureCompletesAllTheSame() {
        ConferenceManagement management = management();

        CompletableFuture<CommandReceipt> future = atOnce(() -> management.execute(DIAL_OUT, task -> {
            throw new RejectedExecutionException("full");
        }));

        assertReceipt(receiptOf(future), DIAL_OUT);
    }

    /** The method of its own that each command has. */
    private record MethodOf(ConferenceManagement management)
            implements CommandVisitor<CompletableFuture<CommandReceipt>> {

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
}
