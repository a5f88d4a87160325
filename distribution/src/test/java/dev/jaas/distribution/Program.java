// SPDX-License-Identifier: Apache-2.0
package dev.jaas.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The end of a program that ran in a process of its own.
 *
 * @param status its exit status
 * @param output what it printed
 */
record Program(int status, String output) {

    /** All that the script needs besides Java. */
    private static final List<String> TOOLS =
            List.of("cat", "dirname", "ls", "mkdir", "mktemp", "mv", "readlink", "rm", "sleep", "wc");

    /** Runs a command in a directory with this environment and no other. */
    static Program run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(2, MINUTES)).as("it has ended").isTrue();
            return new Program(process.exitValue(), Files.readString(output, UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Makes a directory for PATH that has the tools and no Java. */
    static Path toolsWithoutJava(Path directory) throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : TOOLS) {
            Path found = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            Files.createSymbolicLink(tools.resolve(tool), found);
        }
        return tools;
    }

    /** Unpacks an archive to a directory, and returns the only directory in it. */
    static Path unpack(Path archive, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Program tar = run(directory, Map.of("PATH", "/usr/bin:/bin"), "tar", "-xzf", archive.toString());
        assertThat(tar.output()).isEmpty();
        try (var entries = Files.list(directory)) {
            return entries.toList().get(0);
        }
    }
}
