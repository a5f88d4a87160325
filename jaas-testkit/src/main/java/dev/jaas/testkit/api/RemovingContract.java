// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static dev.jaas.testkit.api.ServiceBehaviour.ACCEPTED;
import static dev.jaas.testkit.api.ServiceBehaviour.FORBIDDEN;
import static dev.jaas.testkit.api.ServiceBehaviour.GONE;
import static dev.jaas.testkit.api.ServiceBehaviour.NOT_FOUND;
import static dev.jaas.testkit.api.ServiceBehaviour.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.KickParticipant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code removeParticipant} bans, then kicks. */
abstract class RemovingContract extends ManagementContract {

    RemovingContract(ConferenceManagementContract contract) {
        super(contract);
    }

    @Test
    void removeParticipant_bothAccepted_completesWithNull() {
        CompletableFuture<?> removal = remove(management());

        assertThat((Object) get(removal.handle((nothing, failure) -> "" + nothing + failure), "A removal must end."))
                .as("removeParticipant must complete with null when JaaS has accepted both commands.")
                .isEqualTo("nullnull");
        assertReceived(2, "removeParticipant must send a ban and a kick.");
    }

    @Test
    void removeParticipant_serviceSilent_returnsAtOnce() {
        assertThat(remove(management(SILENT)))
                .as("A removal must not complete before the service has responded.")
                .isNotDone();
    }

    @Test
    void removeParticipant_banRejected_failsWithoutKick() {
        Throwable failure = failureOf(remove(management(FORBIDDEN)));

        assertFailure(failure, new BanUser(APP, USER));
        assertReceived(1, "removeParticipant must not kick when the ban failed: the user could rejoin.");
    }

    @Test
    void removeParticipant_kickRejected_fails() {
        Throwable failure = failureOf(remove(management(ACCEPTED, FORBIDDEN)));

        assertFailure(failure, new KickParticipant(ROOM, PARTICIPANT));
    }

    @Test
    void removeParticipant_noSuchParticipant_completes() {
        for (ServiceBehaviour behaviour : new ServiceBehaviour[] {NOT_FOUND, GONE}) {
            CompletableFuture<?> removal = remove(management(ACCEPTED, behaviour));

            assertThat((Object) get(removal.handle((nothing, failure) -> "" + failure), "A removal must end."))
                    .as("%s: a kick that finds no such participant must count as a success.", behaviour)
                    .isEqualTo("null");
        }
    }

    @Test
    void removeParticipant_cancelledInBan_abortsIt() {
        assertAborts(1, SILENT);
        assertReceived(1, "A cancelled removal must not go on with the kick.");
    }

    @Test
    void removeParticipant_cancelledInKick_abortsIt() {
        assertAborts(2, ACCEPTED, SILENT);
    }

    private void assertAborts(int requests, ServiceBehaviour... script) {
        assumeTrue(contract.aborts(), "Its futures cannot be cancelled.");
        CompletableFuture<?> removal = remove(management(script));
        await(
                () -> contract.requestsReceived() == requests && contract.requestsInFlight() == 1,
                "removeParticipant must send a ban, and a kick when the ban was accepted.");

        removal.cancel(true);

        awaitInFlight(0, "Cancelling a removal must abort the command in flight.");
    }

    private CompletableFuture<?> remove(ConferenceManagement management) {
        return atOnce(() -> management.removeParticipant(ROOM, PARTICIPANT, USER));
    }

    private static void assertFailure(Throwable failure, Object command) {
        assertThat(failure)
                .as(
                        "removeParticipant must fail with the JaasException itself of the command that failed: first the ban,"
                                + " then the kick.")
                .isInstanceOfSatisfying(
                        JaasException.class,
                        known -> assertThat(known.command()).as("command()").isEqualTo(command));
    }
}
