// SPDX-License-Identifier: Apache-2.0
/**
 * The contract suite for authors of signers.
 *
 * <p>Extend {@link dev.jaas.testkit.signer.JwsSignerContract} in a test of the signer's module.
 */
@NullMarked
package dev.jaas.testkit.signer;

import org.jspecify.annotations.NullMarked;
