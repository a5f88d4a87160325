// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static dev.jaas.testkit.api.ServiceBehaviour.ACCEPTED;
import static dev.jaas.testkit.api.ServiceBehaviour.CONNECTION_BROKEN;
import static dev.jaas.testkit.api.ServiceBehaviour.CONNECTION_REFUSED;
import static dev.jaas.testkit.api.ServiceBehaviour.FORBIDDEN;
import static dev.jaas.testkit.api.ServiceBehaviour.GONE;
import static dev.jaas.testkit.api.ServiceBehaviour.NOT_FOUND;
import static dev.jaas.testkit.api.ServiceBehaviour.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRefusedException.Reason;
import dev.jaas.api.CommandRejectedException;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import dev.jaas.api.JaasException;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.RoomName;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The blocking view returns receipts and throws failures. */
abstract class BlockingContract extends ManagementContract {

    private static final String INTERRUPT = "An interrupt must end the wait with a JaasException";

    BlockingContract(ConferenceManagementContract contract) {
        super(contract);
    }

    /** What a blocking call threw, and the interrupt flag after it. */
    private record Ended(Throwable failure, boolean interrupted) {}

    @Test
    void blocking_appIdAndConference_areThoseOfManagement() {
        BlockingConferenceManagement blocking = management().blocking();

        assertThat(blocking.appId()).as("blocking().appId()").isEqualTo(APP);
        assertThat(blocking.conference("standup"))
                .as("blocking().conference(String)")
                .isEqualTo(ROOM);
        assertThat(blocking.conference(RoomName.parse("standup")))
                .as("blocking().conference(RoomName)")
                .isEqualTo(ROOM);
    }

    @Test
    void blocking_accepted_returnsReceipt() {
        BlockingConferenceManagement blocking = management().blocking();

        for (JaasCommand command : JaasCommand.examples(APP)) {
            assertReceipt(inTime(() -> blocking.execute(command)), command);
            assertReceipt(inTime(() -> command.accept(new MethodOf(blocking))), command);
        }
    }

    @Test
    void blocking_notAccepted_throwsExceptionItself() {
        BlockingConferenceManagement blocking =
                management(FORBIDDEN, CONNECTION_REFUSED, CONNECTION_BROKEN).blocking();
        String promise = "A blocking method must throw the JaasException itself, without a wrapper.";

        assertThat(thrownBy(blocking)).as(promise).isInstanceOf(CommandRejectedException.class);
        assertThat(thrownBy(blocking)).as(promise).isInstanceOf(CommandNotDeliveredException.class);
        assertThat(thrownBy(blocking)).as(promise).isInstanceOf(DeliveryUnknownException.class);
    }

    @Test
    void blocking_otherAppId_isRefused() {
        BlockingConferenceManagement blocking = management().blocking();
        JaasCommand command = JaasCommand.examples(OTHER_APP).get(0);

        assertThat(inTime(() -> catchThrowable(() -> blocking.execute(command))))
                .as("A command for another AppID must be refused.")
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.FOREIGN_APP));
        assertReceived(0, "A command for another AppID must not be sent.");
    }

    @Test
    @SuppressWarnings("NullAway") // null is the subject
    void blocking_null_throwsNullPointerException() {
        BlockingConferenceManagement blocking = management().blocking();

        assertThatNullPointerException()
                .as("blocking().execute(null) must throw a NullPointerException.")
                .isThrownBy(() -> blocking.execute(null));
    }

    @Test
    void blocking_interrupted_abortsExchangeAndKeepsFlag() {
        BlockingConferenceManagement blocking = management(SILENT).blocking();
        FutureTask<Ended> call = new FutureTask<>(() -> ended(blocking));
        Thread caller = startThread(call);
        awaitInFlight(1, "A command must be sent to the service.");

        caller.interrupt();

        Ended ended = get(call, INTERRUPT + ".");
        assertThat(ended.failure)
                .as(INTERRUPT + ", which says that a command in flight may have taken effect.")
                .isInstanceOf(DeliveryUnknownException.class);
        assertThat(ended.interrupted)
                .as("The thread's interrupt flag must be set after an interrupted wait.")
                .isTrue();
        awaitInFlight(0, "An interrupt must abort the exchange.");
    }

    @Test
    void blocking_interruptedBefore_endsAtOnceAndKeepsFlag() {
        BlockingConferenceManagement blocking = management(SILENT).blocking();

        Ended ended = inTime(() -> {
            Thread.currentThread().interrupt();
            return ended(blocking);
        });

        assertThat(ended.failure).as(INTERRUPT + ".").isInstanceOf(JaasException.class);
        assertThat(ended.interrupted)
                .as("The thread's interrupt flag must stay set.")
                .isTrue();
    }

    @Test
    void blocking_onThreadThatMustNotBlock_isRefused() {
        Executor thread = contract.threadThatMustNotBlock();
        BlockingConferenceManagement blocking = management().blocking();
        assumeTrue(thread != null, "It has no thread that must not block.");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();

        if (thread != null) {
            thread.execute(() -> thrown.complete(catchThrowable(() -> blocking.execute(DIAL_OUT))));
        }

        assertThat(get(thrown, "A blocking method must fail at once on a thread that must not block."))
                .as("A blocking method must refuse to wait on a thread that must not block.")
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refused -> assertThat(refused.reason()).as("reason()").isEqualTo(Reason.THREAD_MUST_NOT_BLOCK));
        assertReceived(0, "A command that is refused must not be sent.");
    }

    @Test
    void blocking_managementClosed_endsWaitThenRefuses() throws Exception {
        ConferenceManagement management = management(SILENT);
        assumeTrue(management instanceof AutoCloseable, "It cannot be closed.");
        FutureTask<Throwable> call =
                start(() -> catchThrowable(() -> management.blocking().execute(DIAL_OUT)));
        awaitInFlight(1, "A command must be sent to the service.");

        ((AutoCloseable) management).close();

        assertThat(get(call, "Closing must end a wait."))
                .as("A command that is in flight at close may have taken effect.")
                .isInstanceOf(DeliveryUnknownException.class);
        assertThat(thrownBy(management.blocking()))
                .as("A command must be refused after close.")
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refused -> assertThat(refused.reason()).as("reason()").isEqualTo(Reason.CLIENT_CLOSED));
    }

    @Test
    void blocking_removeParticipant_bansThenKicks() {
        assertThat(removal(ACCEPTED, NOT_FOUND))
                .as("removeParticipant must count a kick that finds no such participant as a success.")
                .isEmpty();
        assertReceived(2, "removeParticipant must send a ban and a kick.");
        assertThat(removal(ACCEPTED, GONE))
                .as("removeParticipant must count a kick that finds no such participant any more as a success.")
                .isEmpty();

        assertThat(removal(FORBIDDEN))
                .as("removeParticipant must throw the failure of the ban.")
                .containsInstanceOf(JaasException.class)
                .hasValueSatisfying(failure -> assertThat(commandOf(failure)).isEqualTo(new BanUser(APP, USER)));
        assertReceived(1, "removeParticipant must not kick when the ban failed.");

        assertThat(removal(ACCEPTED, FORBIDDEN))
                .as("removeParticipant must throw the failure of the kick.")
                .containsInstanceOf(JaasException.class)
                .hasValueSatisfying(
                        failure -> assertThat(commandOf(failure)).isEqualTo(new KickParticipant(ROOM, PARTICIPANT)));
    }

    /** What a removal throws, if it does. */
    private Optional<Throwable> removal(ServiceBehaviour... script) {
        BlockingConferenceManagement blocking = management(script).blocking();
        return inTime(
                () -> Optional.ofNullable(catchThrowable(() -> blocking.removeParticipant(ROOM, PARTICIPANT, USER))));
    }

    private static JaasCommand commandOf(Throwable failure) {
        return ((JaasException) failure).command();
    }

    private <T> T inTime(Callable<T> call) {
        return get(start(call), "A blocking method must end.");
    }

    private Throwable thrownBy(BlockingConferenceManagement blocking) {
        return inTime(() -> ended(blocking)).failure;
    }

    private static Ended ended(BlockingConferenceManagement blocking) {
        Throwable failure = catchThrowable(() -> blocking.execute(DIAL_OUT));
        boolean interrupted = Thread.interrupted();
        return new Ended(
                failure == null ? fail("A blocking method must throw what was not accepted.") : failure, interrupted);
    }

    /** The method of its own that each command has. */
    private record MethodOf(BlockingConferenceManagement blocking) implements CommandVisitor<CommandReceipt> {

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
