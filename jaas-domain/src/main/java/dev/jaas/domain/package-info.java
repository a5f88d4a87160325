// SPDX-License-Identifier: Apache-2.0
/**
 * The values, the {@linkplain dev.jaas.domain.JaasCommand six commands} and the rules that do not depend on how a command is
 * sent.
 *
 * <p>Every value is an immutable record whose constructor validates it. {@code of} creates one from its parts, {@code parse}
 * from its text, and {@code toString} returns that text, except for a {@link dev.jaas.domain.Jwt}, which
 * is a secret. Invalid input throws an {@link dev.jaas.domain.InvalidValueException}. {@code null} is never
 * accepted and throws a {@link java.lang.NullPointerException} whose message names the value.
 */
@NullMarked
package dev.jaas.domain;

import org.jspecify.annotations.NullMarked;
