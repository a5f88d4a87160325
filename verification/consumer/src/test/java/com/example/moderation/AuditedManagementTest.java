// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.api.ConferenceManagementContract;
import dev.jaas.testkit.api.ServiceBehaviour;
import java.util.List;

class AuditedManagementTest extends ConferenceManagementContract {

    private FakeConferenceManagement fake;

    @Override
    protected ConferenceManagement create(AppId appId, List<ServiceBehaviour> script) {
        fake = new FakeConferenceManagement(appId);
        script.forEach(behaviour -> fake.enqueue(behaviour.fakeOutcome()));
        return new AuditedManagement(fake, command -> {});
    }

    @Override
    protected int requestsReceived() {
        var commands = fake.commands().stream();
        return (int) commands.filter(command -> command.belongsTo(fake.appId())).count();
    }

    @Override
    protected int requestsInFlight() {
        return fake.commandsInFlight().size();
    }
}
