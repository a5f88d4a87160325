// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Writes each command to an audit trail before it is executed. */
final class AuditedManagement implements ConferenceManagement {

    private final ConferenceManagement jaas;
    private final Consumer<JaasCommand> trail;

    AuditedManagement(ConferenceManagement jaas, Consumer<JaasCommand> trail) {
        this.jaas = jaas;
        this.trail = trail;
    }

    @Override
    public AppId appId() {
        return jaas.appId();
    }

    @Override
    public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
        trail.accept(requireNonNull(command));
        return jaas.execute(command); // not a derived future, which would wrap failures and could not be cancelled
    }

    @Override
    public BlockingConferenceManagement blocking() {
        BlockingConferenceManagement blocking = jaas.blocking();
        return new BlockingConferenceManagement() {
            @Override
            public AppId appId() {
                return jaas.appId();
            }

            @Override
            public CommandReceipt execute(JaasCommand command) {
                trail.accept(requireNonNull(command));
                return blocking.execute(command);
            }
        };
    }
}
