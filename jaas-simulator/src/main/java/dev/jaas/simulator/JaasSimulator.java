// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import com.sun.net.httpserver.HttpHandler;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A simulated JaaS on loopback. Thread-safe.
 *
 * <p>It verifies the admin token ({@link AdminTokenVerifier}) and the body strictly, and keeps rooms, participants, calls and
 * bans. A dial-out into an empty room waits for the first participant; a ban prevents joining and removes nobody.
 *
 * <p><b>Its responses are assumed.</b> JaaS documents neither status codes nor bodies. The simulator responds like Jitsi's
 * open-source server: 200 with an empty body for success; 400 (405, 413, 415) for a malformed request; 401 for an invalid
 * token; 403 for a command of another AppID; 404 for an unknown path and for a meeting, participant or call that does not
 * exist. A second dial-out to a number rings a second time, and a hang-up ends every call to its number.
 *
 * <p>It sends the webhooks that JaaS would send of what happens in it, signed, to the {@linkplain SimulatorBuilder#webhook endpoint}
 * that it was given: {@code ROOM_CREATED}, {@code PARTICIPANT_JOINED}, {@code DIAL_OUT_STARTED}, {@code PARTICIPANT_LEFT},
 * {@code DIAL_OUT_ENDED} and {@code ROOM_DESTROYED}. Assumed of these is that a phone is a participant, with both kinds of events, and
 * that the {@code disconnectReason} of those who are in a room when it is destroyed is {@code unknown}.
 *
 * <p>Malformed HTTP, for example an unencoded {@code |} in the path, is rejected by the JDK's HTTP server with 400 and does
 * not appear among the {@linkplain #requests() requests}.
 */
public final class JaasSimulator implements AutoCloseable {

    private final SimulatorServer server;
    private final RequestHandler handler;
    private final SimulatorState state;
    private final ParticipantTokenVerifier participantTokens;
    private final RecentActivity activity;
    private final @Nullable WebhookSender webhooks;
    private final KeyId keyId;
    private final @Nullable PrivateKey privateKey;

    JaasSimulator(SimulatorBuilder settings) {
        SimulatorBuilder.Key key = settings.key();
        keyId = key.id();
        privateKey = key.privateKey();
        activity = new RecentActivity(settings.clock);
        WebhookSender sender = settings.webhookSender(activity::add);
        webhooks = sender;
        state = new SimulatorState(
                new RoomSessions(settings.keepEmptyRooms, settings.clock, sender == null ? event -> {} : sender::send));
        participantTokens = new ParticipantTokenVerifier(keyId, key.publicKey(), settings.clock);
        handler = new RequestHandler(
                keyId.appId(),
                new AdminTokenVerifier(keyId, key.publicKey(), settings.clock),
                state,
                settings.listener.andThen(activity::add));
        server = new SimulatorServer(settings.port, settings.tls, settings.page ? page() : handler::handle);
    }

    private HttpHandler page() {
        StateSnapshot snapshot = new StateSnapshot(keyId, webhooks != null, state, activity);
        return new PageHandler(new PageActions(keyId.appId(), state), new StateStream(snapshot::json), handler::handle);
    }

    /**
     * Starts a simulator on a free port, with a generated key and AppID.
     *
     * @return a running simulator, to be closed
     */
    public static JaasSimulator start() {
        return builder().start();
    }

    /**
     * Starts to configure a simulator.
     *
     * @return a builder with a default for everything
     */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /**
     * The URL it listens on: the base URL for clients.
     *
     * @return {@code http://127.0.0.1:} and the port; {@code https} {@linkplain SimulatorBuilder#tls with TLS}
     */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /**
     * The AppID whose rooms it simulates.
     *
     * @return the AppID of the {@linkplain #keyId() key id}
     */
    public AppId appId() {
        return keyId.appId();
    }

    /**
     * The id of the one key whose signatures it accepts.
     *
     * @return the key id
     */
    public KeyId keyId() {
        return keyId;
    }

    /**
     * The private key that belongs to the key id. It is generated at run time, once for all simulators of a JVM.
     *
     * @return PKCS#8 in PEM
     * @throws IllegalStateException if the simulator was started with the caller's public key
     */
    public String privateKeyPem() {
        if (privateKey == null) {
            throw new IllegalStateException(
                    "This simulator was started with a public key only; use the private key that belongs to it.");
        }
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    /**
     * Names a room of this simulator's AppID.
     *
     * @param room the room's name
     * @return the conference
     */
    public ConferenceName conference(String room) {
        return ConferenceName.of(RoomName.parse(room), appId());
    }

    /**
     * Lets a user join. The first to join makes waiting calls ring.
     *
     * @param conference the conference
     * @param user the user
     * @return their participant id
     * @throws JoinRefusedException if the user is banned
     */
    public ParticipantId join(ConferenceName conference, UserId user) {
        return state.join(conference, user);
    }

    /**
     * Lets a user join with a participant token, which names them in {@code context.user.id}. As 8x8 documents, it must be signed by
     * the {@linkplain #keyId() key} with RS256, and have the claims {@code aud} jitsi, {@code iss} chat, {@code sub} the AppID,
     * {@code exp}, {@code nbf}, and {@code room}: the conference's room, or {@code *}, or, if {@code context.room.regex} is true, a
     * pattern that Lua's {@code string.match} finds in the room's name. Webhooks report the name, e-mail address, avatar and moderator of
     * {@code context.user}.
     *
     * <p>Assumed, since 8x8 does not document it: that times are compared without leeway, as Jitsi does; that a literal {@code room}
     * is compared letter by letter, whereas Jitsi's clients and server use lower case (see
     * {@link dev.jaas.domain.RoomName#canonical()}); that the header has no other members than {@code alg}, {@code kid} and {@code typ}; that
     * the token must name a user and must not have the claim {@code admin}; and that a ban of a token applies to exactly that text.
     *
     * @param conference the conference
     * @param token the participant token
     * @return their participant id
     * @throws JoinRefusedException if the token is not valid for this room, or it or its user is banned; the message says why
     */
    public ParticipantId join(ConferenceName conference, Jwt token) {
        return state.join(conference, participantTokens.verify(token, conference), token);
    }

    /**
     * Lets a participant leave. The meeting ends with the last one.
     *
     * @param conference the conference
     * @param participant the participant
     * @throws IllegalStateException if they are not in the meeting
     */
    public void leave(ConferenceName conference, ParticipantId participant) {
        state.leave(conference, participant);
    }

    /**
     * Answers a ringing phone, which becomes a participant.
     *
     * @param conference the conference
     * @param phone the phone
     * @return the phone's participant id
     * @throws IllegalStateException if it is not ringing
     */
    public ParticipantId answer(ConferenceName conference, PhoneNumber phone) {
        return state.answer(conference, phone);
    }

    /**
     * Declines the oldest ringing call to a phone.
     *
     * @param conference the conference
     * @param phone the phone
     * @throws IllegalStateException if it is not ringing
     */
    public void decline(ConferenceName conference, PhoneNumber phone) {
        state.decline(conference, phone);
    }

    /**
     * Sets what a callee does when the phone rings, in any room, until {@link #reset()}. It applies to a phone that is
     * ringing, too.
     *
     * @param phone the callee's phone
     * @param callee what they do; phones for which nothing is set {@linkplain Callee#RINGS ring}
     */
    public void setCallee(PhoneNumber phone, Callee callee) {
        state.setCallee(phone, callee);
    }

    /**
     * The current state of a room.
     *
     * @param conference its name
     * @return a snapshot, empty for an unused room
     */
    public SimulatedRoom room(ConferenceName conference) {
        return state.room(conference);
    }

    /**
     * The banned users.
     *
     * @return a snapshot
     */
    public Set<UserId> bannedUsers() {
        return state.bannedUsers();
    }

    /**
     * The banned participant tokens.
     *
     * @return a snapshot
     */
    public Set<Jwt> bannedJwts() {
        return state.bannedJwts();
    }

    /**
     * All requests so far, in the order in which their responses were decided. A request is listed before its response is
     * sent, and before that is {@linkplain ScriptedResponse#delayResponse delayed}.
     *
     * @return a snapshot
     */
    public List<ReceivedRequest> requests() {
        return handler.requests();
    }

    /**
     * Sets the responses to the next requests, whatever they are: one each, after those that were set before. They take
     * precedence over those of {@link #respondTo(JaasCommand, ScriptedResponse...) respondTo}.
     *
     * @param responses the responses, in order
     */
    public void script(ScriptedResponse... responses) {
        handler.script(List.of(responses));
    }

    /**
     * Sets the responses to requests with one command.
     *
     * @param command the command
     * @param responses the responses, one for each such request; the last one is for all later ones, too
     * @throws IllegalArgumentException if there is no response
     * @see #respondTo(Predicate, ScriptedResponse...)
     */
    public void respondTo(JaasCommand command, ScriptedResponse... responses) {
        respondTo(command::equals, responses);
    }

    /**
     * Sets the responses to requests with certain commands, for example {@code DialOutParticipant.class::isInstance}. Of
     * several settings for a command the latest counts. Requests without a valid token and command get none of these.
     *
     * @param commands which commands; called on the simulator's threads, one at a time
     * @param responses the responses, one for each such request; the last one is for all later ones, too. For example,
     *     {@code status(503), ordinary()} fails the first attempt only
     * @throws IllegalArgumentException if there is no response
     */
    public void respondTo(Predicate<? super JaasCommand> commands, ScriptedResponse... responses) {
        handler.respondTo(commands, List.of(responses));
    }

    /**
     * Waits until every event of what has happened so far was delivered, so that a test can tell that nothing more will come.
     *
     * @param timeout for how long
     * @return whether the webhook endpoint has accepted all of them, apart from those that were lost on purpose; true without an endpoint
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitWebhooks(Duration timeout) throws InterruptedException {
        return webhooks == null || webhooks.await(timeout);
    }

    /** Clears everything: rooms, bans, callees, requests, scripted responses and the events that were not delivered yet. */
    public void reset() {
        state.clear();
        handler.clear();
        if (webhooks != null) {
            webhooks.clear();
        }
        activity.clear();
    }

    /** Stops listening and sending events, and closes all connections. Closing again does nothing. */
    @Override
    public void close() {
        server.close();
        if (webhooks != null) {
            webhooks.close();
        }
    }
}
