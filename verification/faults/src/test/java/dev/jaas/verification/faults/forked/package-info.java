// SPDX-License-Identifier: Apache-2.0
/** Faults after which a JVM is not what it was, or that need options when it starts: tests with a JVM of their own. */
@NullMarked
package dev.jaas.verification.faults.forked;

import org.jspecify.annotations.NullMarked;
