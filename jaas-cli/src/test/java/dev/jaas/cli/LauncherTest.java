// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a project of its own with a Maven that records its runs and a Java that prints its arguments. */
class LauncherTest {

    private static final String CALL = "unset JAVA_HOME; PATH=\"$BIN:$PATH\"; ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path project;

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(directory.resolve("a project"));
        Path source = Files.createDirectories(project.resolve("jaas-cli/src/main/java"))
                .resolve("Main.java");
        Path program = Path.of(System.getProperty("basedir", "."), "..", "jaas");
        executable(project.resolve("jaas"), Files.readString(program));
        Files.createFile(project.resolve("pom.xml"));
        Files.createFile(project.resolve("jaas-cli/pom.xml"));
        Files.createFile(source);
        executable(bin().resolve("java"), "#!/bin/sh\nfor arg; do echo \"arg: $arg\"; done\n");
        executable(bin().resolve("mvn"), """
                #!/bin/sh
                echo run >> runs
                echo '[ERROR] the reason' >&2
                test -e broken && exit 1
                sleep 1
                mkdir -p jaas-cli/target
                echo jar > jaas-cli/target/jaas.jar
                """);
    }

    @Test
    void firstUse_throughASymbolicLink_buildsAndPassesTheArguments() throws Exception {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("a project", "jaas"));
        String output = bash("cd / && \"$DIR/link\" kick 'two words' ''");

        assertThat(output.lines().filter(line -> !line.startsWith("arg:")))
                .singleElement()
                .asString()
                .startsWith("Building jaas");
        assertThat(output)
                .contains("arg: -jar\narg: " + project.toRealPath()
                        + "/jaas-cli/target/jaas.jar\narg: kick\narg: two words\narg: \n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void twoFirstUsesAtOnce_buildOnce() throws Exception {
        String output = bash("\"$DIR/a project/jaas\" one & \"$DIR/a project/jaas\" two & wait");

        assertThat(output).contains("arg: one", "arg: two");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void laterUse_buildsOnlyAfterAChange() throws Exception {
        bash("\"$DIR/a project/jaas\"");
        assertThat(bash("\"$DIR/a project/jaas\"")).doesNotContain("Building");
        assertThat(builds()).isEqualTo(1);

        Path source = project.resolve("jaas-cli/src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(bash("\"$DIR/a project/jaas\"")).contains("Building");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void failingBuild_printsTheErrorAndTheLog() throws Exception {
        Files.createFile(project.resolve("broken"));
        String output = bash("\"$DIR/a project/jaas\" kick; echo status $?");

        assertThat(output)
                .contains("[ERROR] the reason", "build.log", "status 1")
                .doesNotContain("arg:");
    }

    @Test
    void java_takesThePlaceOfTheScript_soThatSignalsReachItAndItsStatusIsTheScripts() throws Exception {
        executable(bin().resolve("java"), """
                #!/bin/sh
                trap 'exit 5' TERM
                echo "$$" > "$DIR/java.pid.next"
                mv "$DIR/java.pid.next" "$DIR/java.pid"
                while [ -e "$DIR/java.pid" ]; do sleep 0.05; done
                """);

        assertThat(bash("""
                        "$DIR/a project/jaas" kick 2>/dev/null &
                        for i in {1..1000}; do [ ! -e "$DIR/java.pid" ] || break; sleep 0.05; done
                        [ "$(cat "$DIR/java.pid")" = $! ] && echo same
                        kill -TERM $!
                        wait $!
                        echo "status $?"
                        """)).isEqualTo("same\nstatus 5\n");
    }

    @Test
    void localeWithoutUtf8_isReplaced() throws Exception {
        executable(bin().resolve("java"), "#!/bin/sh\necho \"locale: $LC_ALL\"\n");

        assertThat(bash("LC_ALL=C \"$DIR/a project/jaas\"")).contains("locale: C.UTF-8");
        assertThat(bash("LC_ALL=de_DE.utf8 \"$DIR/a project/jaas\"")).contains("locale: de_DE.utf8");
    }

    @Test
    void archive_isMadeOnceForEachJavaAndBuild_andUsed() throws Exception {
        String older = jdk("older", "17.0.1", "");
        String newer = jdk("newer", "25.0.1", "");

        assertThat(older).contains("arg: -XX:SharedArchiveFile=").doesNotContain("AOT");
        assertThat(newer).contains("arg: -XX:AOTCache=").doesNotContain("SharedArchive");
        assertThat(withJdk("older")).isEqualTo(older.replaceFirst("(?s)^Building.*?\n", ""));
        assertThat(trainings("older")).isEqualTo(1);
        assertThat(trainings("newer")).isEqualTo(1);

        jdk("older", "17.0.2", "");
        assertThat(trainings("older")).isEqualTo(2);
        Files.setLastModifiedTime(
                project.resolve("jaas-cli/target/jaas.jar"),
                FileTime.from(Instant.now().plusSeconds(60)));
        withJdk("older");
        assertThat(trainings("older")).isEqualTo(3);
    }

    @Test
    void archiveThatCannotBeMade_isNotTriedAgain_andTheProgramRuns() throws Exception {
        String first = jdk("broken", "17.0.1", "echo noise; exit 1");

        assertThat(first).contains("arg: -jar").doesNotContain("Archive", "noise");
        assertThat(withJdk("broken")).contains("arg: -jar").doesNotContain("Archive", "noise", "Building");
        assertThat(trainings("broken")).isEqualTo(1);
    }

    @Test
    void archiveThatWasCutShort_isMadeAgain() throws Exception {
        jdk("older", "17.0.1", "");
        Path archive = project.resolve("target/archives" + directory.resolve("older") + "/classes.jsa");
        assertThat(archive).exists();
        Files.writeString(archive, "arch");

        assertThat(withJdk("older")).contains("arg: -XX:SharedArchiveFile=");
        assertThat(archive).hasContent("archive\n");
        assertThat(trainings("older")).isEqualTo(2);
    }

    @Test
    void interruptWhileAnArchiveIsMade_runsNoCommand() throws Exception {
        Interrupts.assumeDelivered();
        String output = jdk("older", "17.0.1", "kill -INT $PPID; exit 130");

        assertThat(output).endsWith("status: 130\n").doesNotContain("arg:");
        jdk("older", "17.0.1", "");
        assertThat(trainings("older")).isEqualTo(2);
    }

    @Test
    void directoryThatCannotBeWritten_makesNoNoise() throws Exception {
        bash("\"$DIR/a project/jaas\""); // builds
        Files.createFile(project.resolve("target/archives"));

        assertThat(jdk("older", "17.0.1", ""))
                .startsWith("arg:")
                .doesNotContain("Archive", "archives")
                .contains("arg: kick");
    }

    @Test
    void archiveOptionsOfTheUser_replaceTheProgramsOwn() throws Exception {
        jdk("older", "17.0.1", "");

        assertThat(bash("export JAVA_HOME=\"$DIR/older\" JAVA_OPTS=-Xshare:off; \"$DIR/a project/jaas\""))
                .contains("arg: -Xshare:off")
                .doesNotContain("SharedArchiveFile");
        assertThat(bash("export JAVA_HOME=\"$DIR/older\" JAVA_TOOL_OPTIONS=-Dx=y; \"$DIR/a project/jaas\""))
                .doesNotContain("SharedArchiveFile");
    }

    @Test
    void fileThatIsNoArchive_isIgnoredByTheJvmInSilence() throws Exception {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        bash("\"$DIR/a project/jaas\""); // builds
        Path jar = programJar();
        Path archive = project.resolve(
                "target/archives" + java + (Runtime.version().feature() < 25 ? "/classes.jsa" : "/classes.aot"));
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "no archive");
        Path made = Files.writeString(
                Path.of(archive + ".made"),
                Files.readString(java.resolve("release")) + " " + Files.size(archive) + "\n");
        Files.setLastModifiedTime(
                made, FileTime.from(Files.getLastModifiedTime(jar).toInstant().plusSeconds(1)));

        assertThat(bash("export JAVA_HOME='" + java + "'; \"$DIR/a project/jaas\" --version"))
                .matches("jaas \\S+ \\(.+\\)\n");
    }

    /** Replaces the program's jar by one that refers to the classes of this test. */
    private Path programJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream((System.getProperty("java.class.path")
                                                + File.pathSeparator
                                                + System.getProperty("jdk.module.path", ""))
                                        .split(File.pathSeparator))
                                .filter(entry -> !entry.isEmpty())
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = project.resolve("jaas-cli/target/jaas.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /** Makes a Java that "archives" classes, and starts the program with it. */
    private String jdk(String name, String version, String training) throws Exception {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(Files.createDirectories(home.resolve("bin")).resolve("java"), """
                #!/bin/sh
                for arg; do
                    case $arg in
                        -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
                            echo run >> "$JAVA_HOME/trainings"
                            %s
                            echo archive > "${arg#*=}"
                            exit ;;
                    esac
                done
                for arg; do echo "arg: $arg"; done
                """.formatted(training));
        return withJdk(name);
    }

    private String withJdk(String name) throws Exception {
        return bash("export JAVA_HOME=\"$DIR/" + name + "\"; \"$DIR/a project/jaas\" kick || echo \"status: $?\"");
    }

    private int trainings(String jdk) throws IOException {
        return Files.readAllLines(directory.resolve(jdk).resolve("trainings")).size();
    }

    private String bash(String script) throws Exception {
        return Bash.run(CALL + script, Map.of("DIR", directory.toString(), "BIN", bin().toString()));
    }

    private int builds() throws IOException {
        return Files.readAllLines(project.resolve("runs")).size();
    }

    private Path bin() throws IOException {
        return Files.createDirectories(directory.resolve("bin"));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
