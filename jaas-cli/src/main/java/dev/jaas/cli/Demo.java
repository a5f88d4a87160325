package dev.jaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AppId;
import dev.jaas.domain.BanJwt;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.DestroyRoom;
import dev.jaas.domain.DialOutParticipant;
import dev.jaas.domain.HangUpCall;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KickParticipant;
import dev.jaas.domain.ParticipantId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.domain.UserId;
import dev.jaas.port.driven.JwsSigner;
import dev.jaas.port.driven.TransportSettings;
import dev.jaas.port.driving.JaasException;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.ReceivedRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All six commands by both transports against a simulator, as a table. */
final class Demo {

    private static final UserId ALICE = UserId.parse("alice");
    private static final UserId BOB = UserId.parse("bob");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+40747777777");

    /** A machine that is busy must not spoil the show. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PrintStream out;
    private final Table table =
            new Table("command", "transport", "what the simulator saw", "answer", "what changed in the room");
    private boolean failed;

    Demo(PrintStream out) {
        this.out = out;
    }

    int run() {
        for (Stack stack : Stack.values()) {
            try (JaasSimulator simulator = JaasSimulator.start();
                    JwsSigner signer = PemJwsSigner.builder(simulator.keyId()).fromString(simulator.privateKeyPem());
                    Stack.Opened opened =
                            stack.open(TransportSettings.defaults().withConnectTimeout(PATIENCE));
                    JaasClient client = JaasClient.builder(signer, opened.transport())
                            .baseUrl(simulator.baseUrl())
                            .attemptTimeout(PATIENCE)
                            .callTimeout(PATIENCE)
                            .build()) {
                show(simulator, client, stack);
            }
        }
        out.println("A simulator of JaaS with alice and bob in the room \"demo\", once for each transport:");
        out.println();
        out.print(table);
        out.println();
        out.println("… stands for /v1/_jaas/conference-commands and /v1/_jaas/jaccess, {appId} for the AppID.");
        return failed ? Failure.FAULT : 0;
    }

    private void show(JaasSimulator simulator, JaasClient client, Stack stack) {
        ConferenceName demo = simulator.conference("demo");
        simulator.join(demo, ALICE);
        ParticipantId bob = simulator.join(demo, BOB);
        Map<String, JaasCommand> commands = new LinkedHashMap<>();
        commands.put("dial-out", new DialOutParticipant(demo, PHONE));
        commands.put("hang-up", new HangUpCall(demo, PHONE));
        commands.put("kick", new KickParticipant(demo, bob));
        commands.put("ban-user", new BanUser(simulator.appId(), BOB));
        commands.put("ban-jwt", new BanJwt(simulator.appId(), participantToken()));
        commands.put("destroy-room", new DestroyRoom(demo));
        commands.forEach((name, command) -> {
            int seenBefore = simulator.requests().size();
            Scene before = Scene.of(simulator, demo);
            String failure = failure(client, command);
            String changes = Scene.of(simulator, demo).changesSince(before);
            failed |= !failure.isEmpty() || changes.isEmpty();
            List<ReceivedRequest> seen = simulator.requests();
            boolean none = seen.size() == seenBefore;
            table.add(
                    name,
                    stack.toString(),
                    none ? "nothing" : summary(seen.get(seen.size() - 1), simulator.appId()),
                    none ? "" : String.valueOf(seen.get(seen.size() - 1).status()),
                    failure + (changes.isEmpty() ? "nothing" : changes));
        });
    }

    private static String failure(JaasClient client, JaasCommand command) {
        try {
            client.blocking().execute(command);
            return "";
        } catch (JaasException e) {
            return e.getMessage() + " ";
        }
    }

    /** The request in one line: method, path, and what its body says beside the room. */
    private static String summary(ReceivedRequest request, AppId appId) {
        String path = request.path()
                .replace(appId.value(), "{appId}")
                .replace("/v1/_jaas/conference-commands", "…")
                .replace("/v1/_jaas/jaccess", "…");
        List<String> words = new ArrayList<>(List.of(request.method(), path));
        try (JsonParser json = new JsonFactory().createParser(request.body())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    switch (json.currentName()) {
                        case "conferenceFullName" -> {}
                        case "jwt" -> words.add("(the token)");
                        default -> words.add(json.getText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator has accepted a body that is not JSON", e);
        }
        return String.join(" ", words);
    }

    /** As a participant would present it; the simulator does not look at its signature. */
    private static Jwt participantToken() {
        return Jwt.parse(base64("{\"alg\":\"RS256\"}")
                + '.'
                + base64("{\"context\":{\"user\":{\"id\":\"bob\"}}}")
                + '.'
                + base64("signature"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
