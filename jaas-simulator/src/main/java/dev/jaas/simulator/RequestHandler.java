package dev.jaas.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.jaas.domain.AppId;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.Jwt;
import dev.jaas.simulator.AdminTokenVerifier.Violation;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and records requests, and responds to them by the script or the rules. Thread-safe. */
final class RequestHandler {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String SCHEME = "Bearer ";

    private final AppId appId;
    private final AdminTokenVerifier tokens;
    private final SimulatorState state;
    private final Consumer<ReceivedRequest> listener;

    // Guarded by this.
    private final Queue<ScriptedResponse> script = new ArrayDeque<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();

    RequestHandler(AppId appId, AdminTokenVerifier tokens, SimulatorState state, Consumer<ReceivedRequest> listener) {
        this.appId = appId;
        this.tokens = tokens;
        this.state = state;
        this.listener = listener;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readNBytes(MAX_BODY_BYTES + 1);
            }
            ScriptedResponse response = nextResponse();
            delay(response);
            Outcome outcome = outcome(exchange, body, response);
            record(exchange, body, outcome);
            if (outcome.status != 0) {
                send(exchange, outcome);
            }
        }
    }

    synchronized void script(List<ScriptedResponse> responses) {
        script.addAll(responses);
    }

    synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        script.clear();
        requests.clear();
    }

    /** What was decided about a request; status 0 drops the connection. */
    private record Outcome(int status, String command, String reason, ScriptedResponse response) {}

    private Outcome outcome(HttpExchange exchange, byte[] body, ScriptedResponse response) {
        boolean executes = response.kind.executesCommand;
        String name = "";
        try {
            JaasCommand command = read(exchange, body);
            name = command.name();
            require(command.belongsTo(appId), 403, "the AppID is not the token's sub");
            if (executes) {
                state.execute(command);
            }
        } catch (RejectedRequest e) {
            if (executes) {
                return new Outcome(e.status(), name, e.reason(), response);
            }
        }
        return switch (response.kind) {
            case ORDINARY -> new Outcome(200, name, "", response);
            case DROP_CONNECTION_AFTER_EXECUTING -> new Outcome(0, name, "", response);
            case FIXED_STATUS, DROP_CONNECTION -> new Outcome(response.status, name, "scripted", response);
        };
    }

    private JaasCommand read(HttpExchange exchange, byte[] body) {
        require(body.length <= MAX_BODY_BYTES, 413, "the body is too large");
        authenticate(exchange.getRequestHeaders().getFirst("Authorization"));
        return CommandReader.read(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body);
    }

    private void authenticate(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            throw new RejectedRequest(401, "there is no bearer token");
        }
        Jwt token;
        try {
            token = Jwt.parse(authorization.substring(SCHEME.length()));
        } catch (InvalidValueException e) {
            throw new RejectedRequest(401, "the bearer token is not a JWT");
        }
        List<Violation> violations = tokens.verify(token);
        require(
                violations.isEmpty(),
                401,
                "the admin token is not valid: "
                        + violations.stream().map(Violation::description).collect(Collectors.joining("; ")));
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
        outcome.response.headers.forEach(headers::set);
        byte[] body = outcome.response.body;
        if (outcome.status >= 400 && body.length == 0 && outcome.response.kind.executesCommand) {
            headers.set("Content-Type", "application/json");
            body = JsonWriter.error(outcome.reason);
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

    private synchronized ScriptedResponse nextResponse() {
        @Nullable ScriptedResponse scripted = script.poll();
        return scripted == null ? ScriptedResponse.ordinary() : scripted;
    }

    private static void delay(ScriptedResponse response) throws IOException {
        try {
            Thread.sleep(response.delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the simulator was closed during a delay", e);
        }
    }

    private static void require(boolean condition, int status, String otherwise) {
        if (!condition) {
            throw new RejectedRequest(status, otherwise);
        }
    }
}
