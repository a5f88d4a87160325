package dev.jaas.verification.faults;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What objects of this project, and all others of it that they lead to, say of themselves. */
final class Tellings {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();

    private Tellings() {}

    static List<String> of(Object... roots) throws IllegalAccessException {
        Tellings tellings = new Tellings();
        for (Object root : roots) {
            tellings.meet(root);
        }
        while (!tellings.ahead.isEmpty()) {
            tellings.visit(tellings.ahead.pop());
        }
        return tellings.told;
    }

    private void meet(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            ahead.push(object);
        }
    }

    private void visit(Object object) throws IllegalAccessException {
        if (object instanceof Collection<?> collection) {
            List.copyOf(collection).forEach(this::meet);
        } else if (object instanceof Map<?, ?> map) {
            Map.copyOf(map).forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (object instanceof AtomicReference<?> reference) {
            meet(reference.get());
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                meet(array[i]);
            }
        } else if (object.getClass().getName().startsWith("dev.jaas.")) {
            told.add(object.getClass().getSimpleName() + ": " + object);
            for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (type.getName().startsWith("dev.jaas.") && !Modifier.isStatic(field.getModifiers())) {
                        meetValue(object, field);
                    }
                }
            }
        }
    }

    private void meetValue(Object object, Field field) throws IllegalAccessException {
        if (!field.getType().isPrimitive()) {
            field.setAccessible(true);
            meet(field.get(object));
        }
    }
}
