// SPDX-License-Identifier: Apache-2.0
/** Where secrets must not appear, and how much heap a hostile response may take, each in a JVM of its own. */
@NullMarked
package dev.jaas.verification.faults.memory;

import org.jspecify.annotations.NullMarked;
