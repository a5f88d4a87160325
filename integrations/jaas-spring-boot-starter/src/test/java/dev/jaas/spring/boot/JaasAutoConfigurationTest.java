// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandObserver;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.BanUser;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.JwsSigner;
import dev.jaas.spi.TransportSettings;
import dev.jaas.testkit.FakeConferenceManagement;
import dev.jaas.testkit.JaasAssertions;
import dev.jaas.testkit.JaasSimulatorExtension;
import dev.jaas.testkit.SimulatorSigner;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;

/** Which beans there are, and what replaces them. */
@ExtendWith(JaasSimulatorExtension.class)
class JaasAutoConfigurationTest {

    private static final UserId USER = UserId.parse("mallory");

    private final JaasSimulator simulator;

    JaasAutoConfigurationTest(JaasSimulator simulator) {
        this.simulator = simulator;
    }

    @Test
    void client_ofTheProperties_sendsCommands() {
        Contexts.of(simulator).run(context -> {
            context.getBean(BlockingConferenceManagement.class).banUser(USER);

            JaasAssertions.assertThat(simulator).hasBanned(USER);
            assertThat(context).hasSingleBean(JaasClient.class).hasSingleBean(ConferenceManagement.class);
        });
    }

    @Test
    void privateKey_locationOfAFile_isRead(@TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("jaas.pem"), simulator.privateKeyPem());

        Contexts.of(simulator)
                .withPropertyValues("jaas.private-key=file:" + key)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void transport_withVertxOnTheClassPath_isOnAVertxOfItsOwn() {
        Contexts.of(simulator)
                .withPropertyValues("jaas.transport=")
                .run(context ->
                        assertThat(context).getBean(HttpTransport.class).isInstanceOf(VertxHttpTransport.class));
    }

    @Test
    void transport_applicationHasAVertx_isOnThatOne() {
        Vertx vertx = Vertx.vertx();
        try {
            Contexts.of(simulator)
                    .withPropertyValues("jaas.transport=VertX")
                    .withBean("theirs", Vertx.class, () -> vertx)
                    .run(context -> {
                        assertThat(context).hasSingleBean(Vertx.class);
                        assertThat(context.getBean(HttpTransport.class)).isInstanceOf(VertxHttpTransport.class);
                    });
        } finally {
            vertx.close();
        }
    }

    @Test
    void transport_withoutTheVertxAdapter_isTheJdks() {
        Contexts.of(simulator)
                .withPropertyValues("jaas.transport=")
                .withClassLoader(new FilteredClassLoader(VertxHttpTransport.class))
                .run(context -> assertThat(context).getBean(HttpTransport.class).isInstanceOf(JdkHttpTransport.class));
    }

    @Test
    void transport_jdkChosen_makesNoVertx() {
        Contexts.of(simulator)
                .run(context -> assertThat(context)
                        .hasSingleBean(JdkHttpTransport.class)
                        .doesNotHaveBean(Vertx.class));
    }

    @Test
    void ownTransportAndSettings_replaceTheStarters() {
        HttpTransport own = JdkHttpTransport.create();
        TransportSettings settings =
                TransportSettings.builder().maxConnections(3).build();
        Contexts.of(simulator)
                .withBean(HttpTransport.class, () -> own)
                .withBean(TransportSettings.class, () -> settings)
                .run(context -> {
                    assertThat(context.getBean(HttpTransport.class)).isSameAs(own);
                    assertThat(context.getBean(TransportSettings.class)).isSameAs(settings);
                });
    }

    @Test
    void transport_propertiesSet_hasThem() {
        Contexts.of(simulator)
                .withPropertyValues("jaas.connect-timeout=900ms", "jaas.max-connections=7")
                .run(context -> {
                    HttpTransport transport = context.getBean(HttpTransport.class);
                    assertThat(transport.maxConcurrentExchanges()).isEqualTo(7);
                    assertThat(transport.connectTimeout()).isEqualTo(Duration.ofMillis(900));
                });
    }

    @Test
    void ownSigner_needsNoKey() {
        Contexts.withoutSettings()
                .withPropertyValues("jaas.base-url=" + simulator.baseUrl(), "jaas.transport=jdk")
                .withBean(JwsSigner.class, () -> SimulatorSigner.of(simulator))
                .run(context -> {
                    context.getBean(ConferenceManagement.class).banUser(USER).join();

                    JaasAssertions.assertThat(simulator).hasBanned(USER);
                });
    }

    @Test
    void ownConferenceManagement_needsNoSettingsAndHasTheBlockingView() {
        FakeConferenceManagement fake = new FakeConferenceManagement();

        Contexts.withoutSettings()
                .withBean(ConferenceManagement.class, () -> fake)
                .run(context -> {
                    context.getBean(BlockingConferenceManagement.class).banUser(USER);

                    assertThat(fake.commands()).hasSize(1);
                    assertThat(context).doesNotHaveBean(JwsSigner.class).doesNotHaveBean(HttpTransport.class);
                });
    }

    @Test
    void observersAndCustomizers_areApplied() {
        List<JaasCommand> observed = new CopyOnWriteArrayList<>();
        CommandObserver first = new Recorder(observed);
        CommandObserver second = new Recorder(observed);
        CommandObserver third = new Recorder(observed);

        Contexts.of(simulator)
                .withBean("first", CommandObserver.class, () -> first)
                .withBean("second", CommandObserver.class, () -> second)
                .withBean(JaasClientCustomizer.class, () -> client -> client.addObserver(third))
                .run(context -> {
                    context.getBean(BlockingConferenceManagement.class).banUser(USER);

                    BanUser ban = new BanUser(simulator.appId(), USER);
                    assertThat(observed).containsExactly(ban, ban, ban);
                });
    }

    @Test
    void beans_ofTheStarter_includeNoExecutor() {
        Contexts.of(simulator)
                .run(context -> assertThat(context.getBeansOfType(Executor.class))
                        .as("one would keep Spring Boot from making its own")
                        .isEmpty());
    }

    private record Recorder(List<JaasCommand> commands) implements CommandObserver {

        @Override
        public void started(long executionId, JaasCommand command) {
            commands.add(command);
        }
    }
}
