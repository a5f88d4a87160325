// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import static dev.jaas.testkit.JaasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/modules.md makes an image that works, and the options that it has are needed. */
@Tag("slow")
class RuntimeImageTest {

    @TempDir
    private static Path directory;

    private Service service;

    @BeforeAll
    static void copyModules() throws Exception {
        Path modules = Files.createDirectories(directory.resolve("target/modules"));
        for (Path jar : Jars.ofProgramAnd("dev.jaas.adapter.vertx").files()) {
            Files.copy(jar, modules.resolve(jar.getFileName()));
        }
    }

    @BeforeEach
    void start() throws Exception {
        service = new Service(directory);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void moderator_imageOfTheDocumentedCommand_kicksOverTls13() throws Exception {
        link(Document.jlinkCommand());

        Program program = Program.run(directory, List.of("target/image/bin/moderator"), service);

        assertThat(program.output()).isEqualToIgnoringNewLines("dev.jaas.events 200");
        assertThat(service.simulator).room(service.standup).hasNoParticipant(service.guest);
    }

    @Test
    void moderator_imageWithVertx_kicksOverTls13() throws Exception {
        link(Document.jlinkCommand()
                .replace(",jdk.crypto.ec", ",jdk.crypto.ec,dev.jaas.adapter.vertx")
                .replace("target/image", "target/vertx"));

        List<String> command = List.of(
                "target/vertx/bin/java",
                "--add-modules",
                "dev.jaas.adapter.vertx",
                "--module",
                "com.example.moderator/com.example.moderator.VertxModerator");
        Program program = Program.run(directory, command, service);

        assertThat(program.output()).isEqualToIgnoringNewLines("dev.jaas.events 200");
        assertThat(service.simulator).room(service.standup).hasNoParticipant(service.guest);
    }

    /** From Java 22 on, elliptic curves are in {@code java.base}. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_21)
    void moderator_imageWithoutEllipticCurves_namesTheMissingModule() throws Exception {
        link(Document.jlinkCommand().replace(",jdk.crypto.ec", "").replace("target/image", "target/small"));

        Program program = Program.run(directory, List.of("target/small/bin/moderator"), service);

        assertThat(program.output()).contains("was not delivered", Document.missingModuleMessage());
        assertThat(program.status()).isNotZero();
    }

    @Test
    void jlink_signingInformationNotIgnored_isRefusedForBouncyCastle() throws Exception {
        Program jlink = run(Document.jlinkCommand()
                .replace(" --ignore-signing-information", "")
                .replace("target/image", "target/refused"));

        assertThat(jlink.output()).contains("signed modular JAR", "bcprov");
        assertThat(jlink.status()).isNotZero();
    }

    private static void link(String command) throws IOException, InterruptedException {
        Program jlink = run(command);
        assertThat(jlink.status()).as(jlink.output()).isZero();
    }

    private static Program run(String command) throws IOException, InterruptedException {
        List<String> options = List.of(command.split("\\s+"));
        return Program.run(directory, Program.jlink(options.subList(1, options.size())));
    }
}
