package dev.jaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
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
    void localeWithoutUtf8_isReplaced() throws Exception {
        executable(bin().resolve("java"), "#!/bin/sh\necho \"locale: $LC_ALL\"\n");

        assertThat(bash("LC_ALL=C \"$DIR/a project/jaas\"")).contains("locale: C.UTF-8");
        assertThat(bash("LC_ALL=de_DE.utf8 \"$DIR/a project/jaas\"")).contains("locale: de_DE.utf8");
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
