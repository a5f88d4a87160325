/**
 * What is said to JaaS: the values, the {@linkplain dev.jaas.domain.JaasCommand six commands} and the rules that hold
 * however a command travels.
 *
 * <p>Every value is an immutable record that checks itself: what exists is valid. {@code of} builds one from its parts,
 * {@code parse} from its text, and {@code toString} gives that text back, except for a {@link dev.jaas.domain.Jwt}, which
 * is a secret. What is not valid throws an {@link dev.jaas.domain.InvalidValueException}. {@code null} is never
 * accepted and throws a {@link java.lang.NullPointerException}.
 */
@NullMarked
package dev.jaas.domain;

import org.jspecify.annotations.NullMarked;
