// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.JaasCommand;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom;
import dev.jaas.spi.JwsSigner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class JaasSimulatorExtensionTest {

    /** The simulators of the sample tests below, which run in a launcher of their own within one test at a time. */
    private static final List<JaasSimulator> GIVEN = Collections.synchronizedList(new ArrayList<>());

    private static final List<ClosableFake> CLIENTS = Collections.synchronizedList(new ArrayList<>());

    @Test
    void staticField_testsAndNestedTests_shareOneSimulator() {
        TestExecutionSummary summary = run(Shared.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
        assertThat(different(GIVEN)).hasSize(1);
        assertThat(GIVEN).allSatisfy(JaasSimulatorExtensionTest::assertClosed);
    }

    @Test
    void extendWith_class_injectsParameter() {
        TestExecutionSummary summary = run(Extended.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(different(GIVEN)).hasSize(1);
        assertThat(GIVEN).allSatisfy(JaasSimulatorExtensionTest::assertClosed);
    }

    @Test
    void instanceField_eachTest_hasOwnSimulator() {
        TestExecutionSummary summary = run(Own.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(different(GIVEN)).hasSize(2);
        assertThat(GIVEN).allSatisfy(JaasSimulatorExtensionTest::assertClosed);
    }

    @Test
    void withClient_eachTest_hasOwnClientThatIsClosed() {
        CLIENTS.clear();
        TestExecutionSummary summary = run(WithClient.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
        assertThat(different(GIVEN)).hasSize(1);
        assertThat(CLIENTS)
                .hasSize(3)
                .allSatisfy(client -> assertThat(client.closed).isTrue());
    }

    @Test
    void extendWith_parametersWithoutFactory_getSignerButNoClient() {
        TestExecutionSummary summary = execute(NoFactory.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getFailures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.getException()).hasMessageContaining(ConferenceManagement.class.getName()));
    }

    @Test
    void simulator_noTestRunning_throws() {
        JaasSimulatorExtension extension = new JaasSimulatorExtension();

        assertThatThrownBy(extension::simulator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    private static TestExecutionSummary run(Class<?> sample) {
        TestExecutionSummary summary = execute(sample);
        assertThat(summary.getFailures()).isEmpty();
        return summary;
    }

    private static TestExecutionSummary execute(Class<?> sample) {
        GIVEN.clear();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(sample))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static Set<JaasSimulator> different(List<JaasSimulator> given) {
        return new LinkedHashSet<>(given);
    }

    private static void assertClosed(JaasSimulator simulator) {
        assertThatThrownBy(() -> new Socket(
                                InetAddress.getLoopbackAddress(),
                                simulator.baseUrl().getPort())
                        .close())
                .isInstanceOf(ConnectException.class);
    }

    /** Changes everything that a reset must clear. */
    private static void useOnce(JaasSimulator simulator) throws IOException {
        ConferenceName conference = simulator.conference("standup");
        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.room(conference)).isEqualTo(new SimulatedRoom(conference, List.of(), List.of(), false));
        simulator.join(conference, UserId.parse("ann"));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
        }
        assertThat(simulator.requests()).hasSize(1);
        GIVEN.add(simulator);
    }

    static class Shared {

        @RegisterExtension
        static final JaasSimulatorExtension JAAS = new JaasSimulatorExtension();

        @RepeatedTest(2)
        void test_repeated_findsCleanSimulator() throws IOException {
            useOnce(JAAS.simulator());
        }

        @Nested
        class Inner {
            @Test
            void test_nested_findsCleanSimulator() throws IOException {
                useOnce(JAAS.simulator());
            }
        }
    }

    @ExtendWith(JaasSimulatorExtension.class)
    static class Extended {

        @RepeatedTest(2)
        void test_repeated_findsCleanSimulator(JaasSimulator simulator) throws IOException {
            useOnce(simulator);
        }
    }

    static class Own {

        @RegisterExtension
        final JaasSimulatorExtension jaas = JaasSimulatorExtension.startedBy(
                () -> JaasSimulator.builder().clock(Clock.systemUTC()).start());

        @RepeatedTest(2)
        void test_repeated_findsNewSimulator(JaasSimulator simulator) throws IOException {
            assertThat(simulator).isSameAs(jaas.simulator());
            useOnce(simulator);
        }
    }

    /** A client of a simulator, as far as the extension is concerned. */
    static final class ClosableFake implements ConferenceManagement, AutoCloseable {

        private final FakeConferenceManagement fake;
        volatile boolean closed;

        ClosableFake(JaasSimulator simulator) {
            fake = new FakeConferenceManagement(simulator.appId());
            CLIENTS.add(this);
        }

        @Override
        public AppId appId() {
            return fake.appId();
        }

        @Override
        public CompletableFuture<CommandReceipt> execute(JaasCommand command) {
            return fake.execute(command);
        }

        @Override
        public BlockingConferenceManagement blocking() {
            return fake.blocking();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    static class WithClient {

        @RegisterExtension
        static final JaasSimulatorExtension JAAS = new JaasSimulatorExtension().withClient(ClosableFake::new);

        @RepeatedTest(2)
        void test_repeated_getsClient(JaasSimulator simulator, ConferenceManagement client) {
            assertThat(client.appId()).isEqualTo(simulator.appId());
            assertThat(CLIENTS.get(CLIENTS.size() - 1)).isSameAs(client);
            assertThat(CLIENTS.get(CLIENTS.size() - 1).closed).isFalse();
            GIVEN.add(simulator);
        }

        @Test
        void test_blocking_getsViewOfTheSameClient(ConferenceManagement client, BlockingConferenceManagement blocking) {
            blocking.banUser(UserId.parse("ann"));

            assertThat(((ClosableFake) client).fake.commands()).hasSize(1);
        }
    }

    @ExtendWith(JaasSimulatorExtension.class)
    static class NoFactory {

        @Test
        void test_signer_isOfTheSimulator(JaasSimulator simulator, JwsSigner signer) {
            assertThat(signer.keyId()).isEqualTo(simulator.keyId());
        }

        @Test
        void test_client_isNotResolved(ConferenceManagement client) {
            assertThat(client).isNotNull();
        }
    }
}
