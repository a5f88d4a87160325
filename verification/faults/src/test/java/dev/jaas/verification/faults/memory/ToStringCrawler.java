// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults.memory;

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

/** Collects {@code toString()} of objects and of everything of this project that they refer to. */
final class ToStringCrawler {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> pending = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();

    private ToStringCrawler() {}

    static List<String> crawl(Object... roots) throws IllegalAccessException {
        ToStringCrawler crawler = new ToStringCrawler();
        for (Object root : roots) {
            crawler.add(root);
        }
        while (!crawler.pending.isEmpty()) {
            crawler.visit(crawler.pending.pop());
        }
        return crawler.texts;
    }

    private void add(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            pending.push(object);
        }
    }

    private void visit(Object object) throws IllegalAccessException {
        if (object instanceof Collection<?> collection) {
            List.copyOf(collection).forEach(this::add);
        } else if (object instanceof Map<?, ?> map) {
            Map.copyOf(map).forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get());
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                add(array[i]);
            }
        } else if (object.getClass().getName().startsWith("dev.jaas.")) {
            texts.add(object.getClass().getSimpleName() + ": " + object);
            for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (type.getName().startsWith("dev.jaas.") && !Modifier.isStatic(field.getModifiers())) {
                        addValue(object, field);
                    }
                }
            }
        }
    }

    private void addValue(Object object, Field field) throws IllegalAccessException {
        if (!field.getType().isPrimitive()) {
            field.setAccessible(true);
            add(field.get(object));
        }
    }
}
