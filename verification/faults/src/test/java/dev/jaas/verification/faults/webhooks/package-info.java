// SPDX-License-Identifier: Apache-2.0
/** Confirmation of commands while events are lost, repeated and reordered. */
@NullMarked
package dev.jaas.verification.faults.webhooks;

import org.jspecify.annotations.NullMarked;
