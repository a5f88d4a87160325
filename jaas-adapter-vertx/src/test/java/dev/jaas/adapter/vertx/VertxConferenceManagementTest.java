package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.port.driving.BlockingConferenceManagement;
import dev.jaas.port.driving.CommandNotDeliveredException;
import dev.jaas.port.driving.CommandReceipt;
import dev.jaas.port.driving.ConferenceManagement;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VertxConferenceManagementTest {

    private static final AppId APP = AppId.parse("vpaas-magic-cookie-test");
    private static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("room"), APP);
    private static final JaasCommand COMMAND = new DestroyRoom(ROOM);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<CommandReceipt> execution = new CompletableFuture<>();
    private final VertxConferenceManagement view =
            VertxConferenceManagement.of(vertx, new Management(command -> execution));

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Test
    void commands_allSix_areTheManagements() throws Exception {
        VertxConferenceManagement all = VertxConferenceManagement.of(
                vertx, new Management(command -> CompletableFuture.completedFuture(receipt(command))));
        Jwt jwt = Jwt.parse("a.b.c");
        UserId user = new UserId("user");
        PhoneNumber phone = PhoneNumber.parse("+40747777777");
        ParticipantId participant = new ParticipantId("f0aa9e1e");

        Stream<Future<CommandReceipt>> receipts = Stream.of(
                all.banUser(user),
                all.banJwt(jwt),
                all.destroyRoom(ROOM),
                all.dialOut(ROOM, phone),
                all.hangUp(ROOM, phone),
                all.kick(ROOM, participant),
                all.execute(COMMAND));

        assertThat(await(Future.all(receipts.toList())).<CommandReceipt>list())
                .extracting(CommandReceipt::command)
                .containsExactly(
                        new BanUser(APP, user),
                        new BanJwt(APP, jwt),
                        COMMAND,
                        new DialOutParticipant(ROOM, phone),
                        new HangUpCall(ROOM, phone),
                        new KickParticipant(ROOM, participant),
                        COMMAND);
        assertThat(all.appId()).isEqualTo(APP);
        assertThat(all.conference(RoomName.parse("room"))).isEqualTo(ROOM);
    }

    @Test
    void execute_onAContext_completesThere() throws Exception {
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

    @Test
    void execute_outsideVertx_completesOnAnEventLoop() throws Exception {
        CompletableFuture<Boolean> onEventLoop = new CompletableFuture<>();
        view.execute(COMMAND).onComplete(done -> onEventLoop.complete(Context.isOnEventLoopThread()));

        execution.complete(receipt(COMMAND));

        assertThat(await(onEventLoop)).isTrue();
    }

    @Test
    void execute_failure_isTheExceptionItselfHoweverItWasWrapped() throws Exception {
        CommandNotDeliveredException failure = new CommandNotDeliveredException("no", COMMAND, 1);
        VertxConferenceManagement decorated =
                VertxConferenceManagement.of(vertx, new Management(command -> execution.thenApply(receipt -> receipt)));
        Future<CommandReceipt> plain = view.execute(COMMAND);
        Future<CommandReceipt> wrapped = decorated.execute(COMMAND);

        execution.completeExceptionally(failure);

        assertThat(await(causeOf(plain))).isSameAs(failure);
        assertThat(await(causeOf(wrapped))).isSameAs(failure);
    }

    @Test
    void execute_foreignFailure_isLeftAsItIs() throws Exception {
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

    private static CommandReceipt receipt(JaasCommand command) {
        return new CommandReceipt(command, 200, 1, Duration.ZERO);
    }

    private record Management(Execution execution) implements ConferenceManagement {

        interface Execution {
            CompletableFuture<CommandReceipt> of(JaasCommand command);
        }

        @Override
        public AppId appId() {
            return APP;
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
            return execution.of(command);
        }

        @Override
        public BlockingConferenceManagement blocking() {
            throw new AssertionError("the view must not block");
        }
    }
}
