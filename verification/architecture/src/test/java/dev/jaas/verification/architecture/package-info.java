// SPDX-License-Identifier: Apache-2.0
/** Checks the published modules against the diagram in the README, a few design rules, and the project's vocabulary. */
@NullMarked
package dev.jaas.verification.architecture;

import org.jspecify.annotations.NullMarked;
