package dev.jaas.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.jaas.domain.AppId;
import dev.jaas.domain.JaasCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives requests, records them, and answers them by the script or the rules. Thread-safe. */
final class FrontDoor {

    private static final int LONGEST_BODY = 64 * 1024;

    private final TokenCheck tokens;
    private final World world;
    private final Queue<Answer> script = new ArrayDeque<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final Consumer<ReceivedRequest> listener;

    FrontDoor(TokenCheck tokens, World world, Consumer<ReceivedRequest> listener) {
        this.tokens = tokens;
        this.world = world;
        this.listener = listener;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readNBytes(LONGEST_BODY + 1);
            }
            Answer answer = next();
            pause(answer);
            Outcome outcome = outcome(exchange, body, answer);
            record(exchange, body, outcome);
            if (outcome.status != 0) {
                send(exchange, outcome);
            }
        }
    }

    synchronized void script(List<Answer> answers) {
        script.addAll(answers);
    }

    synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        script.clear();
        requests.clear();
    }

    /** What becomes of a request; status 0 is a connection that is cut. */
    private record Outcome(int status, String command, String reason, Answer answer) {}

    private Outcome outcome(HttpExchange exchange, byte[] body, Answer answer) {
        boolean scripted = answer.kind == Answer.Kind.FIXED || answer.kind == Answer.Kind.CUT;
        String command = "";
        try {
            require(body.length <= LONGEST_BODY, 413, "the body is too large");
            AppId authorised = tokens.check(exchange.getRequestHeaders().getFirst("Authorization"));
            JaasCommand read = CommandReader.read(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    body);
            command = read.name();
            require(read.belongsTo(authorised), 403, "the AppID is not the token's sub");
            if (!scripted) {
                world.carryOut(read);
            }
        } catch (Refusal e) {
            if (!scripted) {
                return new Outcome(e.status(), command, e.reason(), answer);
            }
        }
        if (scripted) {
            return new Outcome(answer.status, command, "scripted", answer);
        }
        return new Outcome(answer.kind == Answer.Kind.CUT_AFTERWARDS ? 0 : 200, command, "", answer);
    }

    private void record(HttpExchange exchange, byte[] body, Outcome outcome) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        ReceivedRequest request = new ReceivedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(body, StandardCharsets.UTF_8),
                outcome.status,
                outcome.command,
                outcome.reason);
        synchronized (this) {
            requests.add(request);
        }
        listener.accept(request);
    }

    private static void send(HttpExchange exchange, Outcome outcome) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        outcome.answer.headers.forEach(headers::set);
        byte[] body = outcome.answer.body;
        if (outcome.status >= 400 && body.length == 0 && !outcome.reason.equals("scripted")) {
            headers.set("Content-Type", "application/json");
            body = ("{\"error\":\"" + escaped(outcome.reason) + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        if (outcome.status == 405) {
            headers.set("Allow", "POST");
        }
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(outcome.status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Answer next() {
        @Nullable Answer scripted = script.poll();
        return scripted == null ? Answer.ordinary() : scripted;
    }

    private static void pause(Answer answer) throws IOException {
        try {
            Thread.sleep(answer.delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the simulator was closed during a delay", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void require(boolean condition, int status, String otherwise) {
        if (!condition) {
            throw new Refusal(status, otherwise);
        }
    }
}
