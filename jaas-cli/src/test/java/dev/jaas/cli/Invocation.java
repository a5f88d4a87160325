// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.cli.common.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs the program in this process, with an environment, a standard input and a clock of its own. */
public final class Invocation {

    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private Clock clock = Clock.systemUTC();

    /** What a run left behind. */
    public record Result(int status, String out, String err) {

        public String everything() {
            return out + err;
        }
    }

    public Invocation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Invocation without(String variable) {
        environment.remove(variable);
        return this;
    }

    public Invocation reading(String text) {
        input = text;
        return this;
    }

    public Invocation at(Instant time) {
        clock = Clock.fixed(time, ZoneOffset.UTC);
        return this;
    }

    public Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                args,
                new Terminal(
                        environment,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        clock));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
