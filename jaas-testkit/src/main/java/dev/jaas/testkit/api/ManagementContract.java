// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.api.JaasException;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** What the groups of the suite have in common. */
abstract class ManagementContract {

    static final AppId APP = AppId.parse("vpaas-magic-cookie-contract");
    static final AppId OTHER_APP = AppId.parse("vpaas-magic-cookie-other");
    static final ConferenceName ROOM = ConferenceName.of(RoomName.parse("standup"), APP);
    static final ParticipantId PARTICIPANT = ParticipantId.parse("f0aa9e1e");
    static final UserId USER = UserId.parse("user");

    /** Never repeated, so that one element of a script decides about it. */
    static final JaasCommand DIAL_OUT = new DialOutParticipant(ROOM, PhoneNumber.parse("+40747777777"));

    final ConferenceManagementContract contract;
    private final List<ConferenceManagement> created = new ArrayList<>();

    ManagementContract(ConferenceManagementContract contract) {
        this.contract = contract;
    }

    @AfterEach
    final void closeManagement() throws Exception {
        for (ConferenceManagement management : created) {
            if (management instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    ConferenceManagement management(ServiceBehaviour... script) {
        ConferenceManagement management = contract.create(APP, List.of(script));
        created.add(management);
        return management;
    }

    /** Calls what must not block, on a thread of its own, since it may. */
    <T> T atOnce(Callable<T> call) {
        return get(start(call), "The method must return at once, also while the service is silent.");
    }

    static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        startThread(task);
        return task;
    }

    static Thread startThread(Runnable task) {
        Thread thread = new Thread(task, "contract");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    CommandReceipt receiptOf(CompletableFuture<CommandReceipt> future) {
        return get(future, "The future must complete with a receipt when the service accepts the command.");
    }

    /** What the future failed with, as it is. */
    Throwable failureOf(CompletableFuture<?> future) {
        Throwable failure = get(
                future.<Object>handle((result, thrown) -> thrown == null ? "nothing" : thrown)
                        .thenApply(found -> found instanceof Throwable thrown ? thrown : new Accepted()),
                "The future must fail when the service does not accept the command.");
        return failure instanceof Accepted
                ? fail("The future must fail when the service does not accept the command, but it was completed.")
                : failure;
    }

    /** What the future failed with, whatever is wrapped around it. */
    JaasException jaasFailureOf(CompletableFuture<?> future) {
        Throwable failure = failureOf(future);
        JaasException found = JaasException.find(failure);
        assertThat(found)
                .as("A command must fail with a JaasException, not with %s.", failure)
                .isNotNull();
        return found == null ? fail("unreachable") : found;
    }

    <T> T get(Future<T> future, String promise) {
        try {
            return future.get(contract.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return fail(promise + " Nothing happened within " + contract.limit().toMillis() + " ms.", e);
        } catch (ExecutionException e) {
            return fail(promise + " Instead it failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            return fail("The test was interrupted.", e);
        }
    }

    void awaitInFlight(int count, String promise) {
        await(() -> contract.requestsInFlight() == count, promise);
    }

    void await(BooleanSupplier condition, String promise) {
        long deadline = System.nanoTime() + contract.limit().toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(deadline - System.nanoTime()).as(promise).isPositive();
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    void assertReceived(int count, String promise) {
        assertThat(contract.requestsReceived()).as(promise).isEqualTo(count);
    }

    static void assertReceipt(CommandReceipt receipt, JaasCommand command) {
        assertThat(receipt.command())
                .as("A receipt must hold the command that was executed.")
                .isEqualTo(command);
        assertThat(receipt.status())
                .as("A receipt must hold the status of the response.")
                .isEqualTo(200);
        assertThat(receipt.attempts())
                .as("A receipt must hold the number of attempts, from 1.")
                .isEqualTo(1);
        assertThat(receipt.elapsed())
                .as("A receipt must hold the time from execute to the response.")
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    private static final class Accepted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
