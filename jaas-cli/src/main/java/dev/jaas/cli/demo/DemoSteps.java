// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.CommandVisitor;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.UserId;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Makes a step of the demo from an example of a command, so that each has an effect that can be seen.
 *
 * @param conference a conference with two participants
 * @param user the user to ban
 * @param participant the same user as a participant, to kick
 */
record DemoSteps(ConferenceName conference, UserId user, ParticipantId participant)
        implements CommandVisitor<DemoSteps.Step> {

    /**
     * One step.
     *
     * @param position its place in the order of the demo
     * @param subcommand the program's name for the command
     * @param command the command
     */
    record Step(int position, String subcommand, JaasCommand command) {}

    /** A step for every command that there is. */
    List<Step> all() {
        return JaasCommand.examples(conference.appId()).stream()
                .map(example -> example.accept(this))
                .sorted(Comparator.comparingInt(Step::position))
                .toList();
    }

    @Override
    public Step visitDialOutParticipant(DialOutParticipant example) {
        return new Step(1, "dial-out", new DialOutParticipant(conference, example.phone()));
    }

    @Override
    public Step visitHangUpCall(HangUpCall example) {
        return new Step(2, "hang-up", new HangUpCall(conference, example.phone()));
    }

    @Override
    public Step visitKickParticipant(KickParticipant example) {
        return new Step(3, "kick", new KickParticipant(conference, participant));
    }

    @Override
    public Step visitBanUser(BanUser example) {
        return new Step(4, "ban-user", new BanUser(example.appId(), user));
    }

    @Override
    public Step visitBanJwt(BanJwt example) {
        return new Step(5, "ban-jwt", new BanJwt(example.appId(), participantToken()));
    }

    @Override
    public Step visitDestroyRoom(DestroyRoom example) {
        return new Step(6, "destroy-room", new DestroyRoom(conference));
    }

    /** The user's token, as the participant would present it; the simulator does not verify its signature. */
    private Jwt participantToken() {
        String claims = "{\"context\":{\"user\":{\"id\":\"" + user + "\"}}}";
        return Jwt.parse(base64("{\"alg\":\"RS256\"}") + '.' + base64(claims) + '.' + base64("signature"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
