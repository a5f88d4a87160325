// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static dev.jaas.testkit.api.ServiceBehaviour.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.CommandRefusedException;
import dev.jaas.api.CommandRefusedException.Reason;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.DeliveryUnknownException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A command ends before the service has responded: the caller cancels it, or closes the management. */
abstract class EndingContract extends ManagementContract {

    private static final String ABORTED =
            "Cancelling a future that a method returned must abort the exchange. The usual cause is"
                    + " that the method returned a derived future, as of thenApply: CompletableFuture does not propagate cancellation.";

    EndingContract(ConferenceManagementContract contract) {
        super(contract);
    }

    @Test
    void cancel_inFlight_abortsExchange() {
        assumeTrue(contract.aborts(), "Its futures cannot be cancelled.");
        ConferenceManagement management = management(SILENT);
        CompletableFuture<CommandReceipt> future = atOnce(() -> management.execute(DIAL_OUT));
        awaitSent();

        future.cancel(true);

        awaitInFlight(0, ABORTED);
        assertThat(future).isCancelled();
        assertReceived(1, "A cancelled command must not be sent again.");
    }

    @Test
    void cancel_onExecutor_abortsExchange() {
        assumeTrue(contract.aborts(), "Its futures cannot be cancelled.");
        ConferenceManagement management = management(SILENT);
        CompletableFuture<CommandReceipt> future = atOnce(() -> management.execute(DIAL_OUT, Runnable::run));
        awaitSent();

        future.cancel(true);

        awaitInFlight(0, ABORTED);
    }

    @Test
    void cancel_derivedFuture_doesNotAbort() {
        ConferenceManagement management = management(SILENT);
        CompletableFuture<CommandReceipt> future = atOnce(() -> management.execute(DIAL_OUT));
        awaitSent();

        future.thenApply(CommandReceipt::status).cancel(true);

        assertThat(future)
                .as("Cancelling a future that was derived must leave the command alone.")
                .isNotDone();
        assertThat(contract.requestsInFlight())
                .as("Cancelling a future that was derived must leave the exchange alone.")
                .isEqualTo(1);
    }

    @Test
    void close_thenExecute_isRefused() throws Exception {
        ConferenceManagement management = management();
        close(management);

        assertThat(jaasFailureOf(atOnce(() -> management.execute(DIAL_OUT))))
                .as("A command must be refused after close.")
                .isInstanceOfSatisfying(
                        CommandRefusedException.class,
                        refused -> assertThat(refused.reason()).as("reason()").isEqualTo(Reason.CLIENT_CLOSED));
        assertReceived(0, "Nothing must be sent after close.");
    }

    @Test
    void close_inFlight_failsAsUnknown() throws Exception {
        ConferenceManagement management = management(SILENT);
        CompletableFuture<CommandReceipt> future = atOnce(() -> management.execute(DIAL_OUT));
        awaitSent();

        close(management);

        assertThat(jaasFailureOf(future))
                .as("A command that is in flight at close may have taken effect.")
                .isInstanceOf(DeliveryUnknownException.class);
    }

    private void awaitSent() {
        awaitInFlight(1, "A command must be sent to the service.");
    }

    private static void close(ConferenceManagement management) throws Exception {
        assumeTrue(management instanceof AutoCloseable, "It cannot be closed.");
        ((AutoCloseable) management).close();
    }
}
