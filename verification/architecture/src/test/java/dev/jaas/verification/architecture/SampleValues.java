// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.architecture;

import static java.util.Map.entry;

import dev.jaas.Jaas;
import dev.jaas.JaasBuilder;
import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.Jwt;
import dev.jaas.domain.KeyId;
import dev.jaas.domain.PhoneNumber;
import dev.jaas.simulator.JaasSimulator;
import dev.jaas.simulator.SimulatorBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A value of any type that the API's methods take, made by the API itself where it can be. */
final class SampleValues {

    private static final Map<Class<?>, Object> GIVEN = Map.ofEntries(
            entry(boolean.class, false),
            entry(int.class, 1),
            entry(long.class, 1L),
            entry(double.class, 0.5),
            entry(String.class, "sample"),
            entry(Class.class, String.class),
            entry(URI.class, URI.create("https://8x8.vc")),
            entry(Path.class, Path.of("sample")),
            entry(Clock.class, Clock.systemUTC()),
            entry(Instant.class, Instant.EPOCH),
            entry(Duration.class, Duration.ofMinutes(1)),
            entry(List.class, List.of()),
            entry(Set.class, Set.of()),
            entry(Map.class, Map.of()),
            entry(InputStream.class, InputStream.nullInputStream()),
            entry(Provider.class, Security.getProviders()[0]),
            entry(AppId.class, AppId.parse("vpaas-magic-cookie-sample")),
            entry(KeyId.class, KeyId.parse("vpaas-magic-cookie-sample/sample")),
            entry(ConferenceName.class, ConferenceName.parseFqn("vpaas-magic-cookie-sample/sample")),
            entry(Jwt.class, Jwt.parse("a.b.c")),
            entry(PhoneNumber.class, PhoneNumber.parse("+40747777777")),
            entry(MeterRegistry.class, new SimpleMeterRegistry()),
            entry(JaasBuilder.class, Jaas.builder()),
            entry(SimulatorBuilder.class, JaasSimulator.builder()));

    private SampleValues() {}

    static Object of(Class<?> type) {
        if (GIVEN.containsKey(type)) {
            return GIVEN.get(type);
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            if (!type.getComponentType().isPrimitive()) {
                Array.set(array, 0, of(type.getComponentType()));
            }
            return array;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return of(type.getPermittedSubclasses()[0]);
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) ->
                            method.getReturnType() == void.class ? null : of(method.getReturnType()));
        }
        try {
            Executable producer = producerOf(type);
            return call(
                    producer,
                    Stream.of(producer.getParameterTypes())
                            .map(SampleValues::of)
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("add a sample of " + type + " to " + SampleValues.class, e);
        }
    }

    /** Calls a constructor, a static method, or a method of a sample of its type. */
    static Object call(Executable code, Object... arguments) throws ReflectiveOperationException {
        if (code instanceof Constructor<?> constructor) {
            return constructor.newInstance(arguments);
        }
        Object receiver = Modifier.isStatic(code.getModifiers()) ? null : of(code.getDeclaringClass());
        return ((Method) code).invoke(receiver, arguments);
    }

    /** The public code with the fewest parameters that makes one, in the type or in the one around it. */
    private static Executable producerOf(Class<?> type) {
        Stream<Class<?>> makers = Stream.concat(Stream.of(type), Stream.ofNullable(type.getDeclaringClass()));
        Stream<Executable> methods = makers.flatMap(maker -> Stream.of(maker.getMethods()))
                .filter(method -> method.getReturnType() == type)
                .filter(method -> Modifier.isStatic(method.getModifiers()) || method.getDeclaringClass() != type)
                .map(method -> method);
        return Stream.concat(Stream.of(type.getConstructors()), methods)
                .min(Comparator.<Executable>comparingInt(Executable::getParameterCount)
                        .thenComparing(Executable::toString))
                .orElseThrow(() -> new IllegalStateException("add a sample of " + type + " to " + SampleValues.class));
    }
}
