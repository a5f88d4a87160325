// SPDX-License-Identifier: Apache-2.0
package dev.jaas.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code bin/jaas}, with a Java that prints its arguments and that "archives" classes. */
class LauncherTest {

    @TempDir
    Path directory;

    private Path tools;
    private Path program;

    @BeforeEach
    void layOut() throws IOException {
        tools = Program.toolsWithoutJava(directory);
        program = directory.resolve("the program");
        Files.createDirectories(program.resolve("bin"));
        Files.createDirectories(program.resolve("lib"));
        Files.copy(Path.of("src/bin/jaas"), program.resolve("bin/jaas"));
        Files.writeString(program.resolve("lib/jaas.jar"), "jar");
    }

    @Test
    void arguments_withSpaces_reachTheProgram() throws Exception {
        java("jdk", "17.0.1", "");

        Program jaas = Program.run(
                directory,
                environment("jdk", "JAVA_OPTS", "-Xshare:off -Da=b"),
                "/bin/sh",
                "the program/bin/jaas",
                "kick",
                "two words",
                "*",
                "");

        assertThat(jaas.output()).isEqualTo("""
                        arg: -XX:TieredStopAtLevel=1
                        arg: -XX:+UseSerialGC
                        arg: -Xlog:disable
                        arg: -Xshare:off
                        arg: -Da=b
                        arg: -jar
                        arg: %s/lib/jaas.jar
                        arg: kick
                        arg: two words
                        arg: *
                        arg:\s
                        """.formatted(program.toRealPath()));
    }

    @Test
    void java_inPathBehindALink_isFound() throws Exception {
        Path java = java("jdk", "17.0.1", "");
        Files.createSymbolicLink(tools.resolve("java"), java);

        assertThat(Program.run(
                                directory,
                                Map.of("PATH", tools.toString()),
                                program.resolve("bin/jaas").toString())
                        .output())
                .contains("arg: -XX:SharedArchiveFile=" + archive("jdk"));
    }

    /** It decides which Java to run by the name by which it is called, so it must be called by that. */
    @Test
    void java_scriptOfAVersionManager_isRunWithoutAnArchive() throws Exception {
        Path script = Files.createDirectories(directory.resolve("shims")).resolve("java");
        Files.writeString(script, "#!/bin/sh\necho \"shim: $*\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(Program.run(
                        directory,
                        Map.of("PATH", script.getParent() + ":" + tools),
                        program.resolve("bin/jaas").toString(),
                        "kick"))
                .isEqualTo(new Program(
                        0,
                        "shim: -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable -jar " + program.toRealPath()
                                + "/lib/jaas.jar kick\n"));
    }

    @Test
    void java_ofTheDistribution_isPreferred() throws Exception {
        java("jdk", "17.0.1", "");
        java("the program/runtime", "25.0.1", "");

        assertThat(jaas("jdk").output()).contains("arg: -XX:AOTCache=").doesNotContain("SharedArchive");
    }

    @Test
    void java_missingOrTooOld_isReportedInOneSentence() throws Exception {
        Map<String, String> without = Map.of("PATH", tools.toString());
        java("old", "11.0.2", "");
        java("ancient", "1.8.0_392", "");

        assertThat(Program.run(directory, without, program.resolve("bin/jaas").toString()))
                .isEqualTo(new Program(
                        1, "jaas needs Java 17 or newer: install it and put it in PATH, or set JAVA_HOME.\n"));
        assertThat(jaas("nowhere").output()).startsWith("JAVA_HOME is ").contains("there is no bin/java");
        assertThat(jaas("old").output())
                .startsWith("jaas needs Java 17 or newer")
                .hasLineCount(1);
        assertThat(jaas("ancient").status()).isEqualTo(1);
    }

    @Test
    void archive_ofEachJava_isMadeOnceAndAgainForAnotherBuildOrJar() throws Exception {
        java("jdk", "17.0.1", "");
        java("newer", "25.0.1", "");

        assertThat(jaas("jdk").output()).contains("arg: -XX:SharedArchiveFile=" + archive("jdk"));
        assertThat(jaas("newer").output()).contains("arg: -XX:AOTCache=");
        jaas("jdk");
        assertThat(trainings("jdk")).isEqualTo(1);
        assertThat(trainings("newer")).isEqualTo(1);

        java("jdk", "17.0.2", "");
        jaas("jdk");
        assertThat(trainings("jdk")).isEqualTo(2);

        var time = Files.getLastModifiedTime(archive("jdk"));
        Files.writeString(program.resolve("lib/jaas.jar"), "another jar, as old");
        Files.setLastModifiedTime(program.resolve("lib/jaas.jar"), time);
        jaas("jdk");
        assertThat(trainings("jdk")).isEqualTo(3);
    }

    @Test
    void archive_cutShort_isMadeAgain() throws Exception {
        java("jdk", "17.0.1", "");
        jaas("jdk");
        Files.writeString(archive("jdk"), "arch");

        assertThat(jaas("jdk").output()).contains("arg: -XX:SharedArchiveFile=");
        assertThat(archive("jdk")).hasContent("archive\n");
    }

    @Test
    void archive_thatCannotBeMade_isNotTriedAgainAndTheProgramRuns() throws Exception {
        java("jdk", "17.0.1", "echo noise; exit 1");

        assertThat(jaas("jdk").output()).contains("arg: kick").doesNotContain("Archive", "noise");
        assertThat(jaas("jdk").output()).contains("arg: kick").doesNotContain("Archive", "noise");
        assertThat(trainings("jdk")).isEqualTo(1);
    }

    @Test
    void archive_directoryOfTheProgramNotWritable_isInTheCacheDirectory() throws Exception {
        java("jdk", "17.0.1", "");
        Files.createFile(program.resolve("archives"));

        String inCache = Program.run(
                        directory,
                        environment(
                                "jdk",
                                "XDG_CACHE_HOME",
                                directory.resolve("a cache").toString()),
                        program.resolve("bin/jaas").toString())
                .output();
        String inHome = Program.run(
                        directory,
                        environment("jdk", "HOME", directory.resolve("home").toString()),
                        program.resolve("bin/jaas").toString())
                .output();

        assertThat(inCache)
                .contains("arg: -XX:SharedArchiveFile=" + directory.resolve("a cache/jaas") + program.toRealPath());
        assertThat(inHome)
                .contains("arg: -XX:SharedArchiveFile=" + directory.resolve("home/.cache/jaas") + program.toRealPath());
    }

    @Test
    void archive_noDirectoryWritable_isDoneWithoutInSilence() throws Exception {
        java("jdk", "17.0.1", "");
        Files.createFile(program.resolve("archives"));
        Files.createFile(directory.resolve("home"));

        Program jaas = Program.run(
                directory,
                environment("jdk", "HOME", directory.resolve("home").toString()),
                program.resolve("bin/jaas").toString());

        assertThat(jaas.output()).startsWith("arg: ").doesNotContain("Archive", "home", "cannot");
        assertThat(jaas.status()).isZero();
        assertThat(jaas("jdk").output()).startsWith("arg: ").doesNotContain("Archive");
    }

    @Test
    void interrupt_whileAnArchiveIsMade_runsNoCommand() throws Exception {
        Interrupts.assumeDelivered();
        java("jdk", "17.0.1", "kill -INT $PPID; exit 130");

        assertThat(jaas("jdk")).isEqualTo(new Program(130, ""));
        assertThat(archive("jdk").getParent()).isEmptyDirectory();
    }

    private Program jaas(String jdk) throws Exception {
        return Program.run(
                directory, environment(jdk), program.resolve("bin/jaas").toString(), "kick");
    }

    private Map<String, String> environment(String jdk, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", tools.toString());
        environment.put("JAVA_HOME", directory.resolve(jdk).toString());
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private Path archive(String jdk) throws IOException {
        return Path.of(program.toRealPath() + "/archives" + directory.resolve(jdk) + "/classes.jsa");
    }

    private long trainings(String jdk) throws IOException {
        return Files.readAllLines(directory.resolve(jdk).resolve("trainings")).size();
    }

    private Path java(String home, String version, String training) throws IOException {
        Path java =
                Files.createDirectories(directory.resolve(home).resolve("bin")).resolve("java");
        Files.writeString(directory.resolve(home).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, """
                #!/bin/sh
                for arg; do
                    case $arg in
                        -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
                            echo run >> "${0%%/bin/java}/trainings"
                            %s
                            echo archive > "${arg#*=}"
                            exit ;;
                    esac
                done
                for arg; do echo "arg: $arg"; done
                """.formatted(training));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }
}
