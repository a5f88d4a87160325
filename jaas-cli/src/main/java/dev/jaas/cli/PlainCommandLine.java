// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.TransportKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line that needs no parser: one of the six commands and its arguments, and options spelt in full, each at most
 * once. Picocli would take longer to read it than everything else that the program does before it sends. What is not as
 * plain as this, or may be a mistake, is left to {@link FullCommandLine}, which reads the same from what is plain.
 */
final class PlainCommandLine {

    private final Program program;
    private final List<String> words = new ArrayList<>();
    private final Set<String> given = new HashSet<>();

    private PlainCommandLine(Program program) {
        this.program = program;
    }

    /**
     * Reads a command line.
     *
     * @param args the command line
     * @param program its options are set
     * @return null if it is not plain
     */
    static @Nullable PlainCommandLine parse(String[] args, Program program) {
        PlainCommandLine line = new PlainCommandLine(program);
        int next = 0;
        while (next < args.length) {
            int read = line.read(args[next], next + 1 < args.length ? args[next + 1] : "");
            if (read == 0) {
                return null;
            }
            next += read;
        }
        return line.words.size() == 1 + line.parameters() ? line : null;
    }

    /** The command and its arguments. */
    List<String> words() {
        return words;
    }

    /** Runs the command and returns the exit status. */
    int run() {
        try {
            execute();
            return 0;
        } catch (RuntimeException | Error e) {
            return program.terminal().print(Failure.of(e), program.json, program.verbose);
        }
    }

    /** Returns how many arguments were read, or 0 if they are not plain. */
    private int read(String argument, String following) {
        if (argument.isEmpty()) {
            return 0;
        }
        if (argument.charAt(0) != '-') {
            words.add(argument);
            return 1;
        }
        if (!given.add(argument)) {
            return 0;
        }
        if (setFlag(argument)) {
            return 1;
        }
        return isValue(following) && setOption(argument, following) ? 2 : 0;
    }

    private boolean setFlag(String option) {
        switch (option) {
            case "--dry-run" -> program.dryRun = true;
            case "--json" -> program.json = true;
            case "--quiet" -> program.quiet = true;
            case "--verbose" -> program.verbose = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean setOption(String option, String value) {
        switch (option) {
            case "--key-id" -> program.keyId = value;
            case "--private-key" -> program.privateKey = value;
            case "--base-url" -> program.baseUrl = value;
            case "--transport" -> {
                program.transport = value.equals("vertx") ? TransportKind.VERTX : TransportKind.JDK;
                return value.equals("vertx") || value.equals("jdk");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Picocli takes no other option for a value, and no name of a command, of which none is this short or has such characters. */
    private static boolean isValue(String text) {
        return !text.startsWith("-")
                && (text.equals("jdk") || text.equals("vertx") || text.chars().anyMatch(c -> "/.:_".indexOf(c) >= 0));
    }

    private int parameters() {
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "ban-user", "ban-jwt", "destroy-room" -> 1;
            case "dial-out", "hang-up", "kick" -> 2;
            default -> words.size(); // one more than there are
        };
    }

    private void execute() {
        String first = words.get(1);
        switch (words.get(0)) {
            case "ban-user" -> program.banUser(first, new BulkOptions());
            case "ban-jwt" -> program.banJwt(first);
            case "destroy-room" -> program.destroyRoom(first);
            case "dial-out" -> program.dialOut(first, words.get(2), new BulkOptions());
            case "hang-up" -> program.hangUp(first, words.get(2), new BulkOptions());
            case "kick" -> program.kick(first, words.get(2), new BulkOptions());
            default -> throw new IllegalStateException(words.get(0));
        }
    }
}
