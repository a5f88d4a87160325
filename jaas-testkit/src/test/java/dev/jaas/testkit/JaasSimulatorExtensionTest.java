package dev.jaas.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.UserId;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatedRoom;
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
    void simulator_noTestRunning_throws() {
        JaasSimulatorExtension extension = new JaasSimulatorExtension();

        assertThatThrownBy(extension::simulator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    private static TestExecutionSummary run(Class<?> sample) {
        GIVEN.clear();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(sample))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getFailures()).isEmpty();
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
        assertThat(simulator.room(conference)).isEqualTo(new SimulatedRoom(conference, List.of(), List.of()));
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
}
