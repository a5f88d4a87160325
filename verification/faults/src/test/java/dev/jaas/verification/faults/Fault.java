package dev.jaas.verification.faults;

import dev.jaas.domain.JaasCommand;
import dev.jaas.testkit.Script;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One way to misbehave, as data.
 *
 * @param group what goes wrong: the heading it stands under
 * @param name what happens, in the catalogue's words
 * @param site where the command is sent
 * @param scripts what the server does with each connection, numbered from 1; unused where there is no server
 * @param caller who gives the command, and what they do with it
 * @param expected the verdicts that are right, more than one only where a race decides
 * @param ofDialOut the verdict of a dial-out where another command is sent again, or null where that makes no difference
 * @param reached whether the complete request gets to the server
 * @param fate what becomes of the connection
 * @param difference why the transports do not agree, or empty where they do
 */
record Fault(
        String group,
        String name,
        Site site,
        IntFunction<Script> scripts,
        Caller caller,
        Map<Stack, Set<Verdict>> expected,
        @Nullable Verdict ofDialOut,
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

    private static final boolean JDK_CANNOT_CLOSE = Runtime.version().feature() < 21;

    static Fault plain(String group, String name, Script script, Verdict verdict, Reached reached, Fate fate) {
        return new Fault(
                group,
                name,
                Site.PLAIN,
                number -> script,
                Callers.WAITS,
                onBoth(Set.of(verdict)),
                null,
                reached,
                fate,
                "");
    }

    static Map<Stack, Set<Verdict>> onBoth(Set<Verdict> verdicts) {
        return new EnumMap<>(Map.of(Stack.JDK, verdicts, Stack.VERTX, verdicts));
    }

    Fault on(Site other) {
        return new Fault(group, name, other, scripts, caller, expected, ofDialOut, reached, fate, difference);
    }

    Fault withScripts(IntFunction<Script> others) {
        return new Fault(group, name, site, others, caller, expected, ofDialOut, reached, fate, difference);
    }

    Fault by(Caller other) {
        return new Fault(group, name, site, scripts, other, expected, ofDialOut, reached, fate, difference);
    }

    /** A race decides between this and what was expected alone. */
    Fault orElse(Verdict other) {
        Map<Stack, Set<Verdict>> either = new EnumMap<>(Stack.class);
        expected.forEach((stack, verdicts) -> {
            Set<Verdict> both = EnumSet.copyOf(verdicts);
            both.add(other);
            either.put(stack, both);
        });
        return new Fault(group, name, site, scripts, caller, either, ofDialOut, reached, fate, difference);
    }

    /** A dial-out ends with the first attempt, and this is what is known then. */
    Fault dialOut(Verdict verdict) {
        return new Fault(group, name, site, scripts, caller, expected, verdict, reached, fate, difference);
    }

    /** Here one transport tells something else, and this is why. */
    Fault but(Stack stack, String why, Verdict... verdicts) {
        Map<Stack, Set<Verdict>> other = new EnumMap<>(expected);
        other.put(stack, EnumSet.copyOf(List.of(verdicts)));
        return new Fault(group, name, site, scripts, caller, other, ofDialOut, reached, fate, why);
    }

    Set<Verdict> expected(Stack stack, JaasCommand command) {
        return ofDialOut != null && !command.repeatable() ? Set.of(ofDialOut) : expected.getOrDefault(stack, Set.of());
    }

    /** Whether this transport must have closed the connection. */
    boolean closes(Stack stack) {
        return switch (fate) {
            case GONE -> true;
            case KEPT -> false;
            case GONE_BUT_FOR_JDK_17 -> stack != Stack.JDK || !JDK_CANNOT_CLOSE;
        };
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
