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

    /** What the samples below were given: they run in a launcher of their own, inside one test at a time. */
    private static final List<JaasSimulator> GIVEN = Collections.synchronizedList(new ArrayList<>());

    @Test
    void staticField_testsAndNestedTests_shareOneSimulatorThatIsClean() {
        TestExecutionSummary summary = run(Shared.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
        assertThat(different(GIVEN)).hasSize(1);
        assertThat(GIVEN).allSatisfy(JaasSimulatorExtensionTest::assertClosed);
    }

    @Test
    void extendWith_class_injectsAParameter() {
        TestExecutionSummary summary = run(Extended.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(different(GIVEN)).hasSize(1);
        assertThat(GIVEN).allSatisfy(JaasSimulatorExtensionTest::assertClosed);
    }

    @Test
    void instanceField_eachTest_hasASimulatorOfItsOwn() {
        TestExecutionSummary summary = run(Own.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
        assertThat(different(GIVEN)).hasSize(2);
        assertThat(GIVEN).allSatisfy(JaasSimulatorExtensionTest::assertClosed);
    }

    @Test
    void simulator_noTestIsRunning_saysSo() {
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

    /** Leaves a trace of everything that a reset has to take away. */
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
        void test_onceMore_findsItClean() throws IOException {
            useOnce(JAAS.simulator());
        }

        @Nested
        class Inner {
            @Test
            void test_nested_findsItClean() throws IOException {
                useOnce(JAAS.simulator());
            }
        }
    }

    @ExtendWith(JaasSimulatorExtension.class)
    static class Extended {

        @RepeatedTest(2)
        void test_onceMore_findsItClean(JaasSimulator simulator) throws IOException {
            useOnce(simulator);
        }
    }

    static class Own {

        @RegisterExtension
        final JaasSimulatorExtension jaas = JaasSimulatorExtension.startedBy(
                () -> JaasSimulator.builder().clock(Clock.systemUTC()).start());

        @RepeatedTest(2)
        void test_onceMore_findsItNew(JaasSimulator simulator) throws IOException {
            assertThat(simulator).isSameAs(jaas.simulator());
            useOnce(simulator);
        }
    }
}
