// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A field, method or constructor that a class file refers to (JVMS §4.4.2). The JVM looks for it when it is first used, so that
 * one which is missing from another version of a library is not noticed before.
 */
record ReferencedMember(String owner, String name, String descriptor) implements Comparable<ReferencedMember> {

    static Set<ReferencedMember> of(DataInputStream classFile) throws IOException {
        classFile.readLong(); // magic number and version
        int size = classFile.readUnsignedShort();
        String[] texts = new String[size];
        int[][] entries = new int[size][];
        for (int i = 1; i < size; i++) {
            int tag = classFile.readUnsignedByte();
            switch (tag) { // JVMS table 4.4-B: 1 is a text, 7 a class, 9 to 11 are members, 12 is a name and a
                // descriptor
                case 1 -> texts[i] = classFile.readUTF();
                case 7, 8, 16, 19, 20 -> entries[i] = new int[] {tag, classFile.readUnsignedShort()};
                case 9, 10, 11, 12, 17, 18 ->
                    entries[i] = new int[] {tag, classFile.readUnsignedShort(), classFile.readUnsignedShort()};
                case 15 -> classFile.skipNBytes(3);
                case 3, 4 -> classFile.skipNBytes(4);
                case 5, 6 -> { // long and double take two places
                    classFile.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("unknown tag " + tag);
            }
        }
        Set<ReferencedMember> members = new TreeSet<>();
        for (int[] entry : entries) {
            if (entry != null && entry[0] >= 9 && entry[0] <= 11) {
                int[] nameAndType = entries[entry[2]];
                String owner = texts[entries[entry[1]][1]];
                members.add(new ReferencedMember(owner, texts[nameAndType[1]], texts[nameAndType[2]]));
            }
        }
        return members;
    }

    boolean existsIn(ClassLoader classes) {
        try {
            return isIn(Class.forName(owner.replace('/', '.'), false, classes));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private boolean isIn(Class<?> type) {
        return isDeclaredBy(type)
                || type.getSuperclass() != null && isIn(type.getSuperclass())
                || Stream.of(type.getInterfaces()).anyMatch(this::isIn);
    }

    private boolean isDeclaredBy(Class<?> type) {
        if (!descriptor.startsWith("(")) {
            return Arrays.stream(type.getDeclaredFields()).anyMatch(this::is);
        }
        return name.equals("<init>")
                ? Arrays.stream(type.getDeclaredConstructors()).anyMatch(this::is)
                : Arrays.stream(type.getDeclaredMethods()).anyMatch(this::is);
    }

    private boolean is(Field field) {
        return field.getName().equals(name)
                && field.getType().descriptorString().equals(descriptor);
    }

    private boolean is(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString()
                .equals(descriptor);
    }

    private boolean is(Method method) {
        return method.getName().equals(name)
                && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString()
                        .equals(descriptor);
    }

    @Override
    public int compareTo(ReferencedMember other) {
        return toString().compareTo(other.toString());
    }

    /** For example {@code io/vertx/core/Vertx.vertx()Lio/vertx/core/Vertx;}. */
    @Override
    public String toString() {
        return owner + "." + name + descriptor;
    }
}
