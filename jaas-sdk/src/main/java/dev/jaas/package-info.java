// SPDX-License-Identifier: Apache-2.0
/** One class, {@link dev.jaas.Jaas}, that wires the signer, the JDK's HTTP client and the JaaS client, and owns them. */
@NullMarked
package dev.jaas;

import org.jspecify.annotations.NullMarked;
