// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.catalogue;

import dev.jaas.domain.JaasCommand;
import dev.jaas.testkit.transport.Script;
import dev.jaas.verification.faults.TransportKind;
import dev.jaas.verification.faults.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One kind of misbehaviour, as data. Immutable: each {@code with} method returns a changed copy. */
final class Fault {

    /** For an attempt, or for connecting, of a scenario that ends by itself. */
    static final Duration LONG_TIMEOUT = Duration.ofSeconds(12);

    private static final boolean JDK_CANNOT_CLOSE = Runtime.version().feature() < 21;

    private final String group;
    private final String name;
    private final Received received;
    private final ConnectionEnd connection;
    private Map<TransportKind, Set<Verdict>> expected;
    private @Nullable Verdict dialOutVerdict;
    private String difference = "";
    private String message = "";
    private Endpoint endpoint = Endpoint.PLAIN;
    private IntFunction<Script> scripts;
    private RecordScript records = connection -> {};
    private CallerBehavior caller = CallerBehaviors.AWAITS_RESULT;
    private boolean waits;

    /** Where a command is sent. */
    enum Endpoint {
        PLAIN,
        TLS,
        /** A TLS 1.3 server that can send any record: {@link RecordLevelServer}. */
        TLS_RECORDS,
        UNKNOWN_HOST,
        REFUSED,
        FULL_BACKLOG,
        /** A server that a caller uses as its proxy. */
        PROXY
    }

    /** Whether the server receives the complete request of an attempt. */
    enum Received {
        NEVER,
        MAYBE,
        ALWAYS
    }

    /** What must become of the connection. */
    enum ConnectionEnd {
        /** Closed within a second. */
        CLOSED,
        /** May be used again. */
        REUSABLE,
        /** Closed within a second, except by the JDK's client on Java 17, which leaves it open. */
        CLOSED_EXCEPT_JDK_17,
        /** Closed within a second by Vert.x; the JDK's client accepts the response and may use the connection again. */
        CLOSED_BY_VERTX
    }

    /**
     * Makes a fault of a server without TLS.
     *
     * @param group the heading under which the documentation lists it
     * @param name what happens
     * @param script what the server does with every connection
     */
    Fault(String group, String name, Script script, Verdict verdict, Received received, ConnectionEnd connection) {
        this.group = group;
        this.name = name;
        this.scripts = number -> script;
        this.expected = new EnumMap<>(TransportKind.class);
        EnumSet.allOf(TransportKind.class).forEach(kind -> expected.put(kind, Set.of(verdict)));
        this.received = received;
        this.connection = connection;
    }

    private Fault(Fault other) {
        group = other.group;
        name = other.name;
        received = other.received;
        connection = other.connection;
        expected = other.expected;
        dialOutVerdict = other.dialOutVerdict;
        difference = other.difference;
        message = other.message;
        endpoint = other.endpoint;
        scripts = other.scripts;
        records = other.records;
        caller = other.caller;
        waits = other.waits;
    }

    Fault withEndpoint(Endpoint other) {
        Fault copy = new Fault(this);
        copy.endpoint = other;
        return copy;
    }

    /** The server plays a script for each connection, numbered from 1. */
    Fault withScripts(IntFunction<Script> others) {
        Fault copy = new Fault(this);
        copy.scripts = others;
        return copy;
    }

    /** The server is a {@link RecordLevelServer}. */
    Fault withRecords(RecordScript script) {
        Fault copy = new Fault(this);
        copy.records = script;
        copy.endpoint = Endpoint.TLS_RECORDS;
        return copy;
    }

    Fault withCaller(CallerBehavior other) {
        Fault copy = new Fault(this);
        copy.caller = other;
        return copy;
    }

    /** The scenario spends its time waiting for a timeout or a pause, so that many can run at once. */
    Fault waiting() {
        Fault copy = new Fault(this);
        copy.waits = true;
        return copy;
    }

    /** Also accepts another verdict, because a race decides. */
    Fault orVerdict(Verdict other) {
        Fault copy = new Fault(this);
        copy.expected = new EnumMap<>(TransportKind.class);
        expected.forEach((kind, verdicts) -> {
            Set<Verdict> both = EnumSet.copyOf(verdicts);
            both.add(other);
            copy.expected.put(kind, both);
        });
        return copy;
    }

    /** Expects another verdict of a dial-out, which ends with its first attempt. */
    Fault withDialOutVerdict(Verdict verdict) {
        Fault copy = new Fault(this);
        copy.dialOutVerdict = verdict;
        return copy;
    }

    /** Expects other verdicts of one transport, and says why. */
    Fault withDifference(TransportKind kind, String why, Verdict... verdicts) {
        Fault copy = new Fault(this);
        copy.expected = new EnumMap<>(expected);
        copy.expected.put(kind, EnumSet.copyOf(List.of(verdicts)));
        copy.difference = difference.isEmpty() ? why : difference + "; " + why;
        return copy;
    }

    /** Expects the opposite of the third transport, accepted or unknown, and says why. */
    Fault exceptOkHttp(String why) {
        boolean accepted = expected(TransportKind.OKHTTP).contains(Verdict.ACCEPTED);
        return withDifference(TransportKind.OKHTTP, why, accepted ? Verdict.UNKNOWN : Verdict.ACCEPTED);
    }

    /** The message of the exception must contain a text. */
    Fault withMessage(String text) {
        Fault copy = new Fault(this);
        copy.message = text;
        return copy;
    }

    String group() {
        return group;
    }

    String name() {
        return name;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    IntFunction<Script> scripts() {
        return scripts;
    }

    /** What the server does below TLS once it has the request, at {@link Endpoint#TLS_RECORDS} only. */
    RecordScript records() {
        return records;
    }

    CallerBehavior caller() {
        return caller;
    }

    Received received() {
        return received;
    }

    boolean waits() {
        return waits;
    }

    /** Short where the scenario waits for it; otherwise longer than a busy machine may take. */
    Duration attemptTimeout() {
        return waits ? Duration.ofSeconds(3) : LONG_TIMEOUT;
    }

    Duration commandTimeout() {
        return waits ? Duration.ofSeconds(8) : LONG_TIMEOUT.multipliedBy(2);
    }

    /** The correct verdicts; more than one only where a race decides. */
    Set<Verdict> expected(TransportKind kind) {
        return expected.getOrDefault(kind, Set.of());
    }

    Set<Verdict> expected(TransportKind kind, JaasCommand command) {
        return dialOutVerdict != null && !command.repeatable() ? Set.of(dialOutVerdict) : expected(kind);
    }

    /** The verdict of a dial-out where it differs because other commands are retried, or null. */
    @Nullable
    Verdict dialOutVerdict() {
        return dialOutVerdict;
    }

    /** Why the transports differ, or empty if they agree. */
    String difference() {
        return difference;
    }

    /** What the message of the exception must contain. */
    String message() {
        return message;
    }

    /** Whether this transport must close the connection. */
    boolean mustClose(TransportKind kind) {
        return switch (connection) {
            case CLOSED -> true;
            case REUSABLE -> false;
            case CLOSED_BY_VERTX -> kind == TransportKind.VERTX;
            case CLOSED_EXCEPT_JDK_17 -> kind != TransportKind.JDK || !JDK_CANNOT_CLOSE;
        };
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
