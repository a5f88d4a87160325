// SPDX-License-Identifier: Apache-2.0
/**
 * A signer for the JaaS client that reads its private key from a file, a text or a stream:
 * {@link dev.jaas.adapter.bouncycastle.PemJwsSigner}.
 */
@NullMarked
package dev.jaas.adapter.bouncycastle;

import org.jspecify.annotations.NullMarked;
