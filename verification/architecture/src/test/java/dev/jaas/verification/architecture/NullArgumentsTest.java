// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jaas.domain.JaasCommand;
import dev.jaas.spi.CommandFailures;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every static method, constructor and builder of the API names what is null, instead of failing somewhere inside. */
class NullArgumentsTest {

    static Stream<Arguments> parameters() {
        return PublishedModules.ALL.stream()
                .flatMap(module -> PublicApi.typesOf(module).stream())
                .flatMap(PublicApi::codeOf)
                .filter(NullArgumentsTest::takesValuesFromCallers)
                .flatMap(code -> IntStream.range(0, code.getParameterCount())
                        .filter(index -> mustNotBeNull(code, index))
                        .mapToObj(index -> arguments(code, index)));
    }

    @ParameterizedTest(name = "{0}, parameter {1}")
    @MethodSource("parameters")
    void call_withNull_isRefusedByAMessageThatNamesIt(Executable code, int index) throws ReflectiveOperationException {
        Object[] values =
                Stream.of(code.getParameterTypes()).map(SampleValues::of).toArray();
        values[index] = null;
        try {
            SampleValues.call(code, values);
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageMatching("the [\\w ]+ (is|are) null(: is [A-Z_]+ set\\?)?");
            return;
        }
        throw new AssertionError(code + " accepts null for parameter " + index);
    }

    /**
     * Not the constructors of events, which the verifier calls; nor {@code CommandFailures}, which implementations of the port
     * call; nor {@code assertThat}, to which AssertJ lets tests give null.
     */
    private static boolean takesValuesFromCallers(Executable code) {
        Class<?> type = code.getDeclaringClass();
        return code instanceof Constructor<?>
                ? type.getPackage() == JaasCommand.class.getPackage()
                : type != CommandFailures.class
                        && !code.getName().equals("assertThat")
                        && (Modifier.isStatic(code.getModifiers())
                                || type.getSimpleName().endsWith("Builder"));
    }

    private static boolean mustNotBeNull(Executable code, int index) {
        return !code.getParameterTypes()[index].isPrimitive()
                && !code.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class)
                && !code.getName().equals("equals");
    }
}
