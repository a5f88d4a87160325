package dev.jaas.testkit;

import static java.util.Objects.requireNonNull;

import dev.jaas.simulator.JaasSimulator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running {@link JaasSimulator}, by {@link #simulator()} or as a parameter of that type.
 *
 * <p>On a static field with {@code @RegisterExtension}, or by {@code @ExtendWith} on a class, it starts one simulator for the
 * class and {@linkplain JaasSimulator#reset() resets} it before each test; such tests cannot run in parallel with each other.
 * On an instance field, or by {@code @ExtendWith} on a method, each test has a simulator of its own, which costs the
 * generation of an RSA key. The extension closes the simulators that it starts.
 */
public final class JaasSimulatorExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(JaasSimulatorExtension.class);

    private final Supplier<JaasSimulator> starter;
    private volatile @Nullable JaasSimulator current;

    /** Makes an extension that starts simulators with the default settings: a port, an AppID and a key of their own. */
    public JaasSimulatorExtension() {
        this(JaasSimulator::start);
    }

    private JaasSimulatorExtension(Supplier<JaasSimulator> starter) {
        this.starter = starter;
    }

    /**
     * Makes an extension that starts simulators with settings of its own.
     *
     * @param starter starts a simulator, for example {@code () -> JaasSimulator.builder().clock(clock).start()}
     * @return an extension
     */
    public static JaasSimulatorExtension startedBy(Supplier<JaasSimulator> starter) {
        return new JaasSimulatorExtension(requireNonNull(starter, "starter"));
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
        return parameter.getParameter().getType() == JaasSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulatorOf(context);
    }

    /** Looks in the stores of the enclosing classes too; JUnit closes what is in a store at the end of its context. */
    private JaasSimulator simulatorOf(ExtensionContext context) {
        JaasSimulator simulator = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(this, extension -> extension.starter.get(), JaasSimulator.class);
        current = simulator;
        return simulator;
    }
}
