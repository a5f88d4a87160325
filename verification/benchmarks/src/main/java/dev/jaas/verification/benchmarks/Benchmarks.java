// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks;

import dev.jaas.verification.benchmarks.measure.Session;
import dev.jaas.verification.benchmarks.measure.Settings;
import dev.jaas.verification.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

/** The command: measures, keeps the raw results, and makes the page and the pictures from them. The README has its options. */
public final class Benchmarks {

    private static final int DEFAULT_ROUNDS = 21;
    private static final int PAIRS_PER_LAUNCH = 7;
    private static final int DEFAULT_WINDOW_MILLIS = 1000;
    private static final int WARM_UP_CPU_MILLIS = 4000;

    private final List<Path> javaHomes = new ArrayList<>();
    private final List<String> only = new ArrayList<>();
    private int rounds = DEFAULT_ROUNDS;
    private int windowMillis = DEFAULT_WINDOW_MILLIS;
    private Path output;
    private boolean measure = true;

    private Benchmarks(Path root) {
        output = root.resolve("docs/performance");
    }

    /** Runs the command; the first argument is the project's directory. */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path root = Path.of(args[0]).toRealPath();
        Benchmarks benchmarks = new Benchmarks(root);
        benchmarks.parse(List.of(args).subList(1, args.length));
        benchmarks.run(root);
    }

    private void parse(List<String> options) {
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (option.equals("--report")) {
                measure = false;
                continue;
            }
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException(option + " needs a value; see verification/benchmarks/README.md");
            }
            String value = options.get(++i);
            switch (option) {
                case "--java" -> javaHomes.add(Path.of(value).toAbsolutePath());
                case "--only" -> only.addAll(List.of(value.split(",", -1)));
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--window" -> windowMillis = Integer.parseInt(value);
                case "--output" -> output = Path.of(value).toAbsolutePath();
                default ->
                    throw new IllegalArgumentException(
                            "no option " + option + "; see verification/benchmarks/README.md");
            }
        }
        if (!Session.ids().containsAll(only)) {
            throw new IllegalArgumentException("--only takes one or more of " + String.join(",", Session.ids()));
        }
        if (javaHomes.isEmpty()) {
            javaHomes.add(Path.of(System.getProperty("java.home")));
        }
    }

    private void run(Path root) throws IOException, GeneralSecurityException {
        Predicate<String> wanted = only.isEmpty() ? id -> true : only::contains;
        List<String> failed = new ArrayList<>();
        WorkDirectory directory = WorkDirectory.create(WorkDirectory.KEY_BITS);
        try {
            for (Path javaHome : measure ? javaHomes : List.<Path>of()) {
                Settings settings = new Settings(
                        javaHome, root, directory, rounds, PAIRS_PER_LAUNCH, windowMillis, WARM_UP_CPU_MILLIS);
                failed.addAll(Session.run(settings, version(javaHome), wanted, output));
            }
        } finally {
            directory.delete();
        }
        System.out.print(Report.write(output, Session.ids()));
        if (!failed.isEmpty()) {
            throw new IllegalStateException("not measured, see above: " + String.join("; ", failed));
        }
    }

    private static int version(Path javaHome) throws IOException {
        Properties release = new Properties();
        try (var in = Files.newInputStream(javaHome.resolve("release"))) {
            release.load(in);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}
