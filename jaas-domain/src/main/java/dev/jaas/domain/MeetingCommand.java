// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

/** A command about one conference. */
public sealed interface MeetingCommand extends JaasCommand
        permits DestroyRoom, DialOutParticipant, HangUpCall, KickParticipant {

    /**
     * The conference that the command is about.
     *
     * @return the conference
     */
    ConferenceName conference();

    @Override
    default AppId appId() {
        return conference().appId();
    }
}
