// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A Java agent that writes what the library's classes look up by name to a file, a line for each lookup. It replaces the calls in
 * these classes, so it does not see what the JDK and other libraries look up. The bytecode library is the one in AssertJ.
 */
public final class LookupTracer {

    private static final String FILE_PROPERTY = "lookups";

    /** The method of this class that replaces a method, by the class and name of that. */
    private static final Map<String, Method> REPLACEMENTS = Arrays.stream(LookupTracer.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Replaces.class))
            .collect(Collectors.toMap(
                    method -> Type.getInternalName(
                                    method.getAnnotation(Replaces.class).value()) + "." + method.getName(),
                    method -> method));

    private LookupTracer() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                return name != null && name.startsWith("dev/jaas/") ? replaceCalls(bytes) : null;
            }
        });
    }

    private static byte[] replaceCalls(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        return new CallReplacement(super.visitMethod(access, name, type, generic, thrown));
                    }
                },
                0);
        return writer.toByteArray();
    }

    @Replaces(Class.class)
    public static Class<?> forName(String name) throws ClassNotFoundException {
        write(name);
        return Class.forName(name);
    }

    @Replaces(Class.class)
    public static Method getMethod(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        write(type, name, parameters);
        return type.getMethod(name, parameters);
    }

    @Replaces(Class.class)
    public static InputStream getResourceAsStream(Class<?> type, String name) {
        write(type.getPackageName().replace('.', '/') + "/" + name);
        return type.getResourceAsStream(name);
    }

    @Replaces(Lookup.class)
    public static MethodHandle findVirtual(Lookup lookup, Class<?> type, String name, MethodType signature)
            throws ReflectiveOperationException {
        write(type, name, signature.parameterArray());
        return lookup.findVirtual(type, name, signature);
    }

    private static void write(Class<?> type, String name, Class<?>... parameters) {
        write(type.getName());
        write(type.getName() + "." + name
                + Stream.of(parameters).map(Class::getName).collect(joining(",", "(", ")")));
    }

    private static void write(String line) {
        try {
            Path file = Path.of(System.getProperty(FILE_PROPERTY));
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class CallReplacement extends MethodVisitor {

        CallReplacement(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean ofInterface) {
            Method method = REPLACEMENTS.get(owner + "." + name);
            if (method == null) {
                super.visitMethodInsn(opcode, owner, name, type, ofInterface);
            } else {
                String tracer = Type.getInternalName(LookupTracer.class);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, tracer, name, Type.getMethodDescriptor(method), false);
            }
        }
    }
}
