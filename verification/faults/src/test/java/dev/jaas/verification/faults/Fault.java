package dev.jaas.verification.faults;

import dev.jaas.testkit.Script;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * One way to misbehave, as data.
 *
 * @param group what goes wrong: the heading it stands under
 * @param name what happens, in the catalogue's words
 * @param site where the command is sent
 * @param scripts what the server does with each connection, numbered from 1; unused where there is no server
 * @param warm whether a command has gone through well before, so that there may be a connection to use again
 * @param expected the verdicts that are right, more than one only where a race decides
 * @param reached whether the complete request gets to the server
 * @param fate what becomes of the connection
 * @param difference why the transports do not agree, or empty where they do
 */
record Fault(
        String group,
        String name,
        Site site,
        IntFunction<Script> scripts,
        boolean warm,
        Map<Stack, Set<Verdict>> expected,
        Reached reached,
        Fate fate,
        String difference) {

    /** Where a command is sent. */
    enum Site {
        PLAIN,
        TLS,
        UNKNOWN_HOST,
        REFUSED,
        FULL_BACKLOG
    }

    /** Whether an attempt's complete request gets to the server. */
    enum Reached {
        NEVER,
        MAYBE,
        ALWAYS
    }

    /** What becomes of the connection. */
    enum Fate {
        /** It is closed within a second. */
        GONE,
        /** It may be used again. */
        KEPT,
        /** Closed, but on Java 17 the JDK's client leaves it open. */
        GONE_BUT_FOR_JDK_17
    }

    static Fault plain(String group, String name, Script script, Verdict verdict, Reached reached, Fate fate) {
        return new Fault(group, name, Site.PLAIN, number -> script, false, onBoth(Set.of(verdict)), reached, fate, "");
    }

    static Map<Stack, Set<Verdict>> onBoth(Set<Verdict> verdicts) {
        return new EnumMap<>(Map.of(Stack.JDK, verdicts, Stack.VERTX, verdicts));
    }

    Fault onTls() {
        return new Fault(group, name, Site.TLS, scripts, warm, expected, reached, fate, difference);
    }

    /** Here one transport tells something else, and this is why. */
    Fault but(Stack stack, String why, Verdict... verdicts) {
        Map<Stack, Set<Verdict>> other = new EnumMap<>(expected);
        other.put(stack, EnumSet.copyOf(List.of(verdicts)));
        return new Fault(group, name, site, scripts, warm, other, reached, fate, why);
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
