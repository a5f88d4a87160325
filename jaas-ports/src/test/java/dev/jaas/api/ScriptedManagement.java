// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

import static org.junit.jupiter.api.Assertions.fail;

import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Records commands. Each execution has the next scripted result; without one the test completes it. */
final class ScriptedManagement implements ConferenceManagement {

    static final AppId APP = AppId.parse("vpaas-magic-cookie-test");

    private final List<JaasCommand> commands = new ArrayList<>();
    private final List<CompletableFuture<CommandReceipt>> executions = new ArrayList<>();
    private final Queue<CompletableFuture<CommandReceipt>> scripted = new ArrayDeque<>();

    void completeNext(CommandReceipt receipt) {
        scripted.add(CompletableFuture.completedFuture(receipt));
    }

    void failNext(JaasException failure) {
        scripted.add(CompletableFuture.failedFuture(failure));
    }

    List<JaasCommand> commands() {
        return commands;
    }

    JaasCommand lastCommand() {
        return commands.get(commands.size() - 1);
    }

    CompletableFuture<CommandReceipt> lastExecution() {
        return executions.get(executions.size() - 1);
    }

    @Override
    public AppId appId() {
        return APP;
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        commands.add(command);
        CompletableFuture<CommandReceipt> result = scripted.poll();
        executions.add(result == null ? new CompletableFuture<>() : result);
        return lastExecution();
    }

    @Override
    public BlockingConferenceManagement blocking() {
        return new BlockingConferenceManagement() {
            @Override
            public AppId appId() {
                return APP;
            }

            @Override
            public CommandReceipt execute(JaasCommand command) {
                CompletableFuture<CommandReceipt> result = ScriptedManagement.this.execute(command);
                if (result.isCompletedExceptionally()) {
                    throw (JaasException) failureOf(result);
                }
                return result.getNow(null);
            }
        };
    }

    static CommandReceipt receipt(JaasCommand command) {
        return new CommandReceipt(command, 200, 1, Duration.ofMillis(5));
    }

    static CommandRejectedException rejected(JaasCommand command, int status) {
        return new CommandRejectedException(
                "rejected", command, 1, Duration.ZERO, status, CommandRejectedException.Reason.OTHER, null, "");
    }

    static DeliveryUnknownException unknown(JaasCommand command, OptionalInt status) {
        return new DeliveryUnknownException("unknown", command, 2, Duration.ZERO, status);
    }

    /** What a future failed with, itself, not wrapped. */
    static Throwable failureOf(CompletableFuture<?> future) {
        try {
            future.getNow(null);
        } catch (CompletionException e) {
            return e.getCause();
        }
        return fail("the future has not failed");
    }
}
