// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.testkit.api.ConferenceManagementContract;
import dev.jaas.testkit.api.ServiceBehaviour;
import java.util.List;

/** The fake keeps every promise of the interface. */
class FakeConferenceManagementContractTest extends ConferenceManagementContract {

    private FakeConferenceManagement fake = new FakeConferenceManagement();

    @Override
    protected ConferenceManagement create(AppId appId, List<ServiceBehaviour> script) {
        fake = new FakeConferenceManagement(appId);
        script.forEach(behaviour -> fake.enqueue(behaviour.fakeOutcome()));
        return fake;
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
}
