// SPDX-License-Identifier: Apache-2.0
package com.example.reception;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application in a JVM of its own. Its class path is that of this JVM without what only tests use. */
final class ApplicationProcess implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 120;
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern VERTX = Pattern.compile(".*[/\\\\](jaas-adapter-vertx|vertx-|netty-).*");
    private static final Pattern TEST_ONLY = Pattern.compile(
            ".*[/\\\\](test-classes|jaas-testkit|jaas-simulator|junit-|assertj-|surefire-|opentest4j|apiguardian).*");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder output = new StringBuilder();
    private final Thread reader;
    private boolean ended;

    private ApplicationProcess(Process process) {
        this.process = process;
        reader = new Thread(this::readOutput, "output of the application");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it without Vert.x on the class path. The properties are passed as environment variables. */
    static ApplicationProcess start(String... properties) {
        return start(VERTX.asMatchPredicate().negate(), properties);
    }

    static ApplicationProcess startWithVertx(String... properties) {
        return start(entry -> true, properties);
    }

    private static ApplicationProcess start(Predicate<String> classPath, String... properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(TEST_ONLY.asMatchPredicate().negate().and(classPath))
                        .collect(Collectors.joining(File.pathSeparator)),
                ReceptionApplication.class.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off"));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("JAAS_") || name.startsWith("SPRING_"));
            for (String property : properties) {
                String[] nameAndValue = property.split("=", 2);
                environment.put(variable(nameAndValue[0]), nameAndValue[1]);
            }
            return new ApplicationProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where secrets belong: the arguments of a process can be seen by others. */
    private static String variable(String property) {
        return property.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    int awaitPort() {
        Matcher port = PORT.matcher(awaitOutput("Tomcat started on port "));
        if (!port.find()) {
            throw new AssertionError("no port in " + output());
        }
        return Integer.parseInt(port.group(1));
    }

    /** Waits until the output contains a text, and returns all that was printed until then. */
    synchronized String awaitOutput(String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (output.indexOf(text) < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError("The application has not printed \"" + text + "\" but:\n" + output);
            }
            await(left);
        }
        return output.toString();
    }

    synchronized String output() {
        return output.toString();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + awaitPort() + path);
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // unlike Process.destroy, it leaves the output open
    }

    /** Waits for the end of the process and of its output. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The application does not end. It has printed:\n" + output());
        }
        reader.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(line + '\n');
            }
        } catch (IOException e) {
            append("[" + e + "]\n");
        } finally {
            end();
        }
    }

    private synchronized void append(String line) {
        output.append(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
