// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import dev.jaas.events.ParticipantEvent;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes unwanted users who join. What fails is tried again when JaaS repeats the event. */
@Component
class Doorkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final BlockingConferenceManagement jaas;
    private final Set<UserId> unwanted = Set.of(UserId.parse("mallory"));

    Doorkeeper(BlockingConferenceManagement jaas) {
        this.jaas = jaas;
    }

    @EventListener
    void onJoined(ParticipantEvent.Joined joined) {
        UserId user = joined.participant().userId();
        ParticipantId participant = joined.participant().participantId();
        LOG.info("{} has joined {}.", user, joined.conference().room());
        if (user != null && participant != null && unwanted.contains(user)) {
            jaas.removeParticipant(joined.conference(), participant, user);
            LOG.info("{} was removed.", user);
        }
    }
}
