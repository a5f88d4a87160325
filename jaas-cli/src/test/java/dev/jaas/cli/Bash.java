// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script by a real shell. */
public final class Bash {

    private Bash() {}

    /** The script's standard output. */
    public static String run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process bash = builder.start();
        bash.getOutputStream().close();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!bash.waitFor(60, TimeUnit.SECONDS) || bash.exitValue() != 0) {
            bash.destroyForcibly();
            throw new AssertionError("bash -c " + script + "\nended with:\n" + output);
        }
        return output;
    }
}
