// SPDX-License-Identifier: Apache-2.0
/** Every fault, written down as data, against the transports and all six commands. */
@NullMarked
package dev.jaas.verification.faults.catalogue;

import org.jspecify.annotations.NullMarked;
