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
 * A JaaS on loopback. Thread-safe.
 *
 * <p>It checks the admin token (signature, header, {@code aud}, {@code iss}, {@code admin}, {@code sub}, {@code exp},
 * {@code nbf}, without leeway) and the body strictly, and keeps rooms, participants, calls and bans. A dial-out into an
 * empty room waits for the first participant; a ban keeps out who joins later and nobody else.
 *
 * <p><b>Its answers are assumed.</b> JaaS publishes neither status codes nor bodies. The simulator answers like Jitsi's
 * open-source server: 200 with an empty body when done; 400 (405, 413, 415) for a request that it cannot read; 401 for a
 * token that is not good; 403 for a command of another AppID; 404 for an unknown path and where there is no such meeting,
 * participant or call. A second dial-out to a number rings a second time, and a hang-up ends every call to its number.
 *
 * <p>What is not well-formed HTTP, a bare {@code |} in the path for one, is turned away by the JDK's HTTP server: with 400,
 * and without being among the {@linkplain #requests() requests}.
 */
public final class JaasSimulator implements AutoCloseable {

    private static final int THREADS = 64;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService threads;
    private final FrontDoor door;
    private final World world = new World();
    private final KeyId keyId;
    private final @Nullable PrivateKey privateKey;

    JaasSimulator(SimulatorBuilder settings) {
        SimulatorBuilder.Key key = settings.key();
        keyId = key.id();
        privateKey = key.privateKey();
        door = new FrontDoor(new TokenCheck(keyId, key.publicKey(), settings.clock), world, settings.listener);
        AtomicInteger made = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "jaas-simulator-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), settings.port), 0);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException(
                    "The simulator cannot listen on port %d of 127.0.0.1: %s.".formatted(settings.port, e.getMessage()),
                    e);
        }
        server.createContext("/", door::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts a simulator on a free port, with a key and an AppID of its own.
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
     * Where it listens: what a client is to use as its base URL.
     *
     * @return {@code http://127.0.0.1:} and the port
     */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * The AppID whose rooms it has.
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
     * The private key that belongs to the key id, made when the simulator started.
     *
     * @return PKCS#8 in PEM
     * @throws IllegalStateException if the simulator was started with a public key of the caller's
     */
    public String privateKeyPem() {
        if (privateKey == null) {
            throw new IllegalStateException(
                    "This simulator was started with a public key of the caller's, so the private key is the caller's too.");
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
     * @return the participant id they got
     * @throws JoinRefusedException if the user is banned
     */
    public ParticipantId join(ConferenceName conference, UserId user) {
        return world.join(conference, user);
    }

    /**
     * Lets a user join by a participant token, whose {@code context.user.id} says who they are. Its signature is not
     * checked.
     *
     * @param conference the conference
     * @param token the participant token
     * @return the participant id they got
     * @throws JoinRefusedException if the token or its user is banned, or the token names no user
     */
    public ParticipantId join(ConferenceName conference, Jwt token) {
        return world.join(conference, ParticipantToken.user(token), token);
    }

    /**
     * Lets somebody leave; with the last of them the meeting ends.
     *
     * @param conference the conference
     * @param participant who leaves
     * @throws IllegalStateException if they are not there
     */
    public void leave(ConferenceName conference, ParticipantId participant) {
        world.leave(conference, participant);
    }

    /**
     * Answers a ringing phone, which becomes a participant.
     *
     * @param conference the conference
     * @param phone the phone
     * @return the participant id it got
     * @throws IllegalStateException if it does not ring
     */
    public ParticipantId answer(ConferenceName conference, PhoneNumber phone) {
        return world.answer(conference, phone);
    }

    /**
     * A room as it is now.
     *
     * @param conference its name
     * @return a snapshot, empty for a room that nobody has used
     */
    public SimulatedRoom room(ConferenceName conference) {
        return world.room(conference);
    }

    /**
     * Who is banned by user id.
     *
     * @return a snapshot
     */
    public Set<UserId> bannedUsers() {
        return world.bannedUsers();
    }

    /**
     * Which participant tokens are banned.
     *
     * @return a snapshot
     */
    public Set<Jwt> bannedJwts() {
        return world.bannedJwts();
    }

    /**
     * Every request so far, in the order in which they were answered. A request is listed before its answer is sent.
     *
     * @return a snapshot
     */
    public List<ReceivedRequest> requests() {
        return door.requests();
    }

    /**
     * Says how the next requests are answered, one answer each; after that, and after what was said before, all is ordinary.
     *
     * @param answers the answers, in order
     */
    public void script(Answer... answers) {
        door.script(List.of(answers));
    }

    /** Forgets everything: rooms, bans, requests and what is left of the script. */
    public void reset() {
        world.clear();
        door.clear();
    }

    /** Stops listening and cuts what is open. Closing again does nothing. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
