/**
 * The signer of a JaaS client with a private key from a file, a text or a stream:
 * {@link dev.jaas.adapter.bouncycastle.PemJwsSigner}.
 */
@NullMarked
package dev.jaas.adapter.bouncycastle;

import org.jspecify.annotations.NullMarked;
