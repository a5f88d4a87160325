// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandNotDeliveredException;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VertxConferenceManagementTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("room"), APP);
    private static final JaasCommand COMMAND = new DestroyRoom(ROOM);

    private final Vertx vertx = Vertx.vertx(QuietVertx.options());
    private final CompletableFuture<CommandReceipt> execution = new CompletableFuture<>();
    private final VertxConferenceManagement view =
            VertxConferenceManagement.of(vertx, new Management(command -> execution));

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    /** A seventh command does not compile here until the view has a method for it. */
    @Test
    void methods_everyCommand_executeIt() throws Exception {
        VertxConferenceManagement all = VertxConferenceManagement.of(vertx, new Management(this::succeed));

        for (JaasCommand command : JaasCommand.examples(APP)) {
            assertThat(await(command.accept(new MethodOf(all))).command()).isEqualTo(command);
            assertThat(await(all.execute(command)).command()).isEqualTo(command);
        }
        assertThat(all.appId()).isEqualTo(APP);
    }

    @Test
    void conference_nameOfRoom_isOneOfThisApp() {
        assertThat(view.conference("room")).isEqualTo(ROOM);
        assertThat(view.conference(RoomName.parse("room"))).isEqualTo(ROOM);
    }

    @Test
    void removeParticipant_always_bansThenKicks() throws Exception {
        Queue<JaasCommand> executed = new ConcurrentLinkedQueue<>();
        VertxConferenceManagement all = VertxConferenceManagement.of(vertx, new Management(command -> {
            executed.add(command);
            return succeed(command);
        }));
        UserId user = UserId.parse("user");
        ParticipantId participant = ParticipantId.parse("f0aa9e1e");

        assertThat(await(all.removeParticipant(ROOM, participant, user))).isNull();

        assertThat(executed).containsExactly(new BanUser(APP, user), new KickParticipant(ROOM, participant));
    }

    @Test
    void removeParticipant_failure_isTheExceptionItself() throws Exception {
        CommandNotDeliveredException failure = new CommandNotDeliveredException("no", COMMAND, 1, Duration.ZERO);
        Future<Void> removal = view.removeParticipant(ROOM, ParticipantId.parse("f0aa9e1e"), UserId.parse("user"));

        execution.completeExceptionally(failure);

        assertThat(await(causeOf(removal))).isSameAs(failure);
    }

    @Test
    void execute_onContext_completesThere() throws Exception {
        CompletableFuture<Context> caller = new CompletableFuture<>();
        CompletableFuture<Context> completer = new CompletableFuture<>();
        vertx.runOnContext(go -> {
            caller.complete(vertx.getOrCreateContext());
            view.execute(COMMAND).onComplete(done -> completer.complete(Vertx.currentContext()));
        });
        await(caller);

        execution.complete(receipt(COMMAND));

        assertThat(await(completer)).isSameAs(await(caller));
    }

    /** The management is given the caller's context as its executor, and its own executor does not run. */
    @Test
    void execute_managementWithCallbackExecutor_completesWithoutIt() throws Exception {
        CompletableFuture<Context> caller = new CompletableFuture<>();
        CompletableFuture<Context> completer = new CompletableFuture<>();
        Management management = new Management(command -> execution);
        VertxConferenceManagement direct = VertxConferenceManagement.of(vertx, management);
        vertx.runOnContext(go -> {
            caller.complete(vertx.getOrCreateContext());
            direct.execute(COMMAND);
        });
        await(caller);

        await(management.executor).execute(() -> completer.complete(Vertx.currentContext()));

        assertThat(await(completer)).isSameAs(await(caller));
    }

    @Test
    void execute_outsideVertx_completesOnEventLoop() throws Exception {
        CompletableFuture<Boolean> onEventLoop = new CompletableFuture<>();
        view.execute(COMMAND).onComplete(done -> onEventLoop.complete(Context.isOnEventLoopThread()));

        execution.complete(receipt(COMMAND));

        assertThat(await(onEventLoop)).isTrue();
    }

    @Test
    void execute_failure_isTheExceptionItselfHoweverItWasWrapped() throws Exception {
        CommandNotDeliveredException failure = new CommandNotDeliveredException("no", COMMAND, 1, Duration.ZERO);
        VertxConferenceManagement decorated =
                VertxConferenceManagement.of(vertx, new Management(command -> execution.thenApply(receipt -> receipt)));
        Future<CommandReceipt> plain = view.execute(COMMAND);
        Future<CommandReceipt> wrapped = decorated.execute(COMMAND);

        execution.completeExceptionally(failure);

        assertThat(await(causeOf(plain))).isSameAs(failure);
        assertThat(await(causeOf(wrapped))).isSameAs(failure);
    }

    @Test
    void execute_foreignFailure_isPassedOnUnchanged() throws Exception {
        CompletionException failure = new CompletionException("not ours", new IllegalStateException());
        Future<CommandReceipt> future = view.execute(COMMAND);

        execution.completeExceptionally(failure);

        assertThat(await(causeOf(future))).isSameAs(failure);
    }

    private static CompletableFuture<Throwable> causeOf(Future<?> future) {
        CompletableFuture<Throwable> cause = new CompletableFuture<>();
        future.onComplete(
                value -> cause.completeExceptionally(new AssertionError("it succeeded: " + value)), cause::complete);
        return cause;
    }

    private CompletableFuture<CommandReceipt> succeed(JaasCommand command) {
        return CompletableFuture.completedFuture(receipt(command));
    }

    private static CommandReceipt receipt(JaasCommand command) {
        return new CommandReceipt(command, 200, 1, Duration.ZERO);
    }

    private record MethodOf(VertxConferenceManagement view) implements CommandVisitor<Future<CommandReceipt>> {

        @Override
        public Future<CommandReceipt> visitBanUser(BanUser command) {
            return view.banUser(command.user());
        }

        @Override
        public Future<CommandReceipt> visitBanJwt(BanJwt command) {
            return view.banJwt(command.jwt());
        }

        @Override
        public Future<CommandReceipt> visitDestroyRoom(DestroyRoom command) {
            return view.destroyRoom(command.conference());
        }

        @Override
        public Future<CommandReceipt> visitDialOutParticipant(DialOutParticipant command) {
            return view.dialOut(command.conference(), command.phone());
        }

        @Override
        public Future<CommandReceipt> visitHangUpCall(HangUpCall command) {
            return view.hangUp(command.conference(), command.phone());
        }

        @Override
        public Future<CommandReceipt> visitKickParticipant(KickParticipant command) {
            return view.kick(command.conference(), command.participant());
        }
    }

    private static final class Management implements ConferenceManagement {

        final CompletableFuture<Executor> executor = new CompletableFuture<>();
        private final Function<JaasCommand, CompletableFuture<CommandReceipt>> execution;

        Management(Function<JaasCommand, CompletableFuture<CommandReceipt>> execution) {
            this.execution = execution;
        }

        @Override
        public AppId appId() {
            return APP;
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
            return execution.apply(command);
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command, Executor callbackExecutor) {
            executor.complete(callbackExecutor);
            return execution.apply(command);
        }

        @Override
        public BlockingConferenceManagement blocking() {
            throw new AssertionError("the view must not block");
        }
    }
}
