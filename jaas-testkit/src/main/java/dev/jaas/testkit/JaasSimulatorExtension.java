// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.api.BlockingConferenceManagement;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.spi.JwsSigner;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running {@link JaasSimulator}, by {@link #simulator()} or as a parameter, and as parameters a
 * {@link JwsSigner} whose signatures it accepts and, if {@link #withClient} says how to make it, a client.
 *
 * <p>On a static field with {@code @RegisterExtension}, or by {@code @ExtendWith} on a class, it starts one simulator for the
 * class and {@linkplain JaasSimulator#reset() resets} it before each test; such tests cannot run in parallel with each other.
 * On an instance field, or by {@code @ExtendWith} on a method, each test has a simulator of its own, in a few milliseconds,
 * and may run in parallel with any other. The extension closes the simulators and clients that it makes.
 */
public final class JaasSimulatorExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(JaasSimulatorExtension.class);

    private final Supplier<JaasSimulator> starter;
    private final @Nullable Function<JaasSimulator, ? extends ConferenceManagement> clients;
    private volatile @Nullable JaasSimulator current;

    /** Makes an extension that starts simulators with the default settings: a port and an AppID of their own. */
    public JaasSimulatorExtension() {
        this(JaasSimulator::start, null);
    }

    private JaasSimulatorExtension(
            Supplier<JaasSimulator> starter,
            @Nullable Function<JaasSimulator, ? extends ConferenceManagement> clients) {
        this.starter = starter;
        this.clients = clients;
    }

    /**
     * Makes an extension that starts simulators with settings of its own.
     *
     * @param starter starts a simulator, for example {@code () -> JaasSimulator.builder().clock(clock).start()}
     * @return an extension
     */
    public static JaasSimulatorExtension startedBy(Supplier<JaasSimulator> starter) {
        return new JaasSimulatorExtension(requireNonNull(starter, "the starter is null"), null);
    }

    /**
     * Makes an extension that also gives tests a client, as a parameter of the type {@link ConferenceManagement} or
     * {@link BlockingConferenceManagement}. Each test has its own, which is closed after the test if it is an
     * {@link AutoCloseable}; the constructor's parameter is one for the class.
     *
     * @param factory makes a client of a simulator, with its {@linkplain JaasSimulator#baseUrl() base URL} and a
     *     {@link SimulatorSigner} or its {@linkplain JaasSimulator#privateKeyPem() private key}
     * @return an extension that is otherwise the same
     */
    public JaasSimulatorExtension withClient(Function<JaasSimulator, ? extends ConferenceManagement> factory) {
        return new JaasSimulatorExtension(starter, requireNonNull(factory, "the factory is null"));
    }

    /**
     * The simulator of the class or the test that is running.
     *
     * @return a running simulator
     * @throws IllegalStateException if no test is running yet
     */
    public JaasSimulator simulator() {
        JaasSimulator simulator = current;
        if (simulator == null) {
            throw new IllegalStateException(
                    "There is no simulator yet: is the field annotated with @RegisterExtension, and a test running?");
        }
        return simulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        simulatorOf(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulatorOf(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        boolean isClient = type == ConferenceManagement.class || type == BlockingConferenceManagement.class;
        return type == JaasSimulator.class || type == JwsSigner.class || (isClient && clients != null);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        JaasSimulator simulator = simulatorOf(context);
        if (type == JaasSimulator.class) {
            return simulator;
        }
        if (type == JwsSigner.class) {
            return SimulatorSigner.of(simulator);
        }
        // In the test's own store, where JUnit closes it at the end of the test.
        ConferenceManagement client = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        List.of(this, ConferenceManagement.class),
                        key -> requireNonNull(clients).apply(simulator),
                        ConferenceManagement.class);
        return type == BlockingConferenceManagement.class ? client.blocking() : client;
    }

    /** Looks in the stores of the enclosing classes too; JUnit closes what is in a store at the end of its context. */
    private JaasSimulator simulatorOf(ExtensionContext context) {
        JaasSimulator simulator = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(this, extension -> extension.starter.get(), JaasSimulator.class);
        current = simulator;
        return simulator;
    }
}
