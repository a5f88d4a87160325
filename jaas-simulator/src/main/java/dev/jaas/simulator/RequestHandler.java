// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

import static java.util.Objects.requireNonNull;

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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();

    /** Responses to certain commands, of which the last one stays. */
    private record Rule(Predicate<? super JaasCommand> commands, Deque<ScriptedResponse> responses) {

        ScriptedResponse next() {
            return responses.size() > 1 ? responses.pop() : responses.element();
        }
    }

    /** What a request was read as: a command, a reason to reject it, or both. */
    private record Reading(
            @Nullable JaasCommand command, @Nullable RejectedRequest rejection) {}

    /** What was decided about a request; status 0 drops the connection. */
    private record Outcome(int status, String reason) {}

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
            Reading reading = read(exchange, body);
            ScriptedResponse response = nextResponse(reading);
            pause(response.delay);
            Outcome outcome = outcome(reading, response);
            record(exchange, body, reading.command, outcome);
            pause(response.responseDelay);
            if (outcome.status != 0) {
                send(exchange, outcome, response);
            }
        }
    }

    synchronized void script(List<ScriptedResponse> responses) {
        script.addAll(responses);
    }

    synchronized void respondTo(Predicate<? super JaasCommand> commands, List<ScriptedResponse> responses) {
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("There is no response; give at least one, such as ordinary().");
        }
        rules.push(new Rule(requireNonNull(commands, "the commands are null"), new ArrayDeque<>(responses)));
    }

    synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        script.clear();
        rules.clear();
        requests.clear();
    }

    private Reading read(HttpExchange exchange, byte[] body) {
        JaasCommand command = null;
        try {
            require(body.length <= MAX_BODY_BYTES, 413, "the body is too large");
            authenticate(exchange.getRequestHeaders().getFirst("Authorization"));
            command = CommandReader.read(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    body);
            require(command.belongsTo(appId), 403, "the AppID is not the token's sub");
            return new Reading(command, null);
        } catch (RejectedRequest e) {
            return new Reading(command, e);
        }
    }

    private Outcome outcome(Reading reading, ScriptedResponse response) {
        if (!response.kind.executesCommand) {
            return new Outcome(response.status, "scripted");
        }
        try {
            if (reading.rejection != null) {
                throw reading.rejection;
            }
            state.execute(requireNonNull(reading.command));
        } catch (RejectedRequest e) {
            return new Outcome(e.status(), e.reason());
        }
        return new Outcome(response.kind == ScriptedResponse.Kind.ORDINARY ? 200 : 0, "");
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

    private void record(HttpExchange exchange, byte[] body, @Nullable JaasCommand command, Outcome outcome) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        ReceivedRequest request = new ReceivedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(body, StandardCharsets.UTF_8),
                outcome.status,
                command,
                outcome.reason);
        synchronized (this) {
            requests.add(request);
        }
        listener.accept(request);
    }

    private static void send(HttpExchange exchange, Outcome outcome, ScriptedResponse response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers.forEach(headers::set);
        byte[] body = response.body;
        if (outcome.status >= 400 && body.length == 0 && response.kind.executesCommand) {
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

    private synchronized ScriptedResponse nextResponse(Reading reading) {
        @Nullable ScriptedResponse scripted = script.poll();
        if (scripted != null) {
            return scripted;
        }
        JaasCommand command = reading.command;
        if (command == null || reading.rejection != null) {
            return ScriptedResponse.ordinary();
        }
        return rules.stream()
                .filter(rule -> rule.commands.test(command))
                .findFirst()
                .map(Rule::next)
                .orElseGet(ScriptedResponse::ordinary);
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration.toMillis());
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
