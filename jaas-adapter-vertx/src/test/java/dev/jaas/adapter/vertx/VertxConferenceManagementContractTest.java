// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static dev.jaas.adapter.vertx.Requests.await;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.api.ConferenceManagementContract;
import dev.jaas.testkit.api.ServiceBehaviour;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the view passes on keeps the promises of what it views, except that its futures cannot be cancelled. */
@Timeout(60)
class VertxConferenceManagementContractTest extends ConferenceManagementContract {

    private final Vertx vertx = Vertx.vertx(QuietVertx.options());
    private FakeConferenceManagement fake = new FakeConferenceManagement();

    @AfterEach
    void closeVertx() throws Exception {
        await(vertx.close());
    }

    @Override
    protected ConferenceManagement create(AppId appId, List<ServiceBehaviour> script) {
        fake = new FakeConferenceManagement(appId);
        script.forEach(behaviour -> fake.enqueue(behaviour.fakeOutcome()));
        return new ThroughView(VertxConferenceManagement.of(vertx, fake), fake.blocking());
    }

    @Override
    protected int requestsReceived() {
        return (int) fake.commands().stream()
                .filter(command -> command.belongsTo(fake.appId()))
                .count();
    }

    @Override
    protected int requestsInFlight() {
        return fake.commandsInFlight().size();
    }

    @Override
    protected boolean aborts() {
        return false;
    }

    /** The methods of the view. It has no blocking ones. */
    private record ThroughView(VertxConferenceManagement view, BlockingConferenceManagement blocking)
            implements ConferenceManagement {

        @Override
        public AppId appId() {
            return view.appId();
        }

        @Override
        public ConferenceName conference(RoomName room) {
            return view.conference(room);
        }

        @Override
        public ConferenceName conference(String room) {
            return view.conference(room);
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
            return completable(view.execute(command));
        }

        @Override
        public CompletableFuture<CommandReceipt> banUser(UserId user) {
            return completable(view.banUser(user));
        }

        @Override
        public CompletableFuture<CommandReceipt> banJwt(Jwt jwt) {
            return completable(view.banJwt(jwt));
        }

        @Override
        public CompletableFuture<CommandReceipt> destroyRoom(ConferenceName conference) {
            return completable(view.destroyRoom(conference));
        }

        @Override
        public CompletableFuture<CommandReceipt> dialOut(ConferenceName conference, PhoneNumber phone) {
            return completable(view.dialOut(conference, phone));
        }

        @Override
        public CompletableFuture<CommandReceipt> hangUp(ConferenceName conference, PhoneNumber phone) {
            return completable(view.hangUp(conference, phone));
        }

        @Override
        public CompletableFuture<CommandReceipt> kick(ConferenceName conference, ParticipantId participant) {
            return completable(view.kick(conference, participant));
        }

        @Override
        public CompletableFuture<Void> removeParticipant(
                ConferenceName conference, ParticipantId participant, UserId user) {
            return completable(view.removeParticipant(conference, participant, user));
        }

        private static <T> CompletableFuture<T> completable(Future<T> future) {
            return future.toCompletionStage().toCompletableFuture();
        }
    }
}
