package dev.jaas.simulator;

import com.sun.net.httpserver.HttpServer;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.RoomName;
import dev.jaas.domain.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Malformed HTTP, for example an unencoded {@code |} in the path, is rejected by the JDK's HTTP server with 400 and does
 * not appear among the {@linkplain #requests() requests}.
 */
public final class JaasSimulator implements AutoCloseable {

    private static final int MAX_THREADS = 64;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService threads;
    private final RequestHandler handler;
    private final SimulatorState state = new SimulatorState();
    private final KeyId keyId;
    private final @Nullable PrivateKey privateKey;

    JaasSimulator(SimulatorBuilder settings) {
        SimulatorBuilder.Key key = settings.key();
        keyId = key.id();
        privateKey = key.privateKey();
        handler = new RequestHandler(
                keyId.appId(),
                new AdminTokenVerifier(keyId, key.publicKey(), settings.clock),
                state,
                settings.listener);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), settings.port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulator cannot listen on port " + settings.port + " of 127.0.0.1: " + e.getMessage() + ".",
                    e);
        }
        String threadName = "jaas-simulator-" + server.getAddress().getPort() + "-";
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(MAX_THREADS, task -> {
            Thread thread = new Thread(task, threadName + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.createContext("/", handler::handle);
        server.setExecutor(threads);
        server.start();
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
     * @return {@code http://127.0.0.1:} and the port
     */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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
     * The private key that belongs to the key id, generated when the simulator started.
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
     * Lets a user join with a participant token, which names them in {@code context.user.id}. Its signature is not
     * verified.
     *
     * @param conference the conference
     * @param token the participant token
     * @return their participant id
     * @throws JoinRefusedException if the token or its user is banned, or the token names no user
     */
    public ParticipantId join(ConferenceName conference, Jwt token) {
        return state.join(conference, ParticipantToken.user(token), token);
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
     * All requests so far, in the order of their responses. A request is listed before its response is sent.
     *
     * @return a snapshot
     */
    public List<ReceivedRequest> requests() {
        return handler.requests();
    }

    /**
     * Sets the responses to the next requests, one each, after those that were set before.
     *
     * @param responses the responses, in order
     */
    public void script(ScriptedResponse... responses) {
        handler.script(List.of(responses));
    }

    /** Clears everything: rooms, bans, requests and the rest of the script. */
    public void reset() {
        state.clear();
        handler.clear();
    }

    /** Stops listening and closes all connections. Closing again does nothing. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
