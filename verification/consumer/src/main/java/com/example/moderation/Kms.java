// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import java.time.Duration;

/** A client of a key management service, reduced to what a signer needs of it. */
interface Kms {

    /**
     * Signs by RSASSA-PKCS1-v1_5 with a key that never leaves the service.
     *
     * @param key the service's name of the key
     * @param digest the SHA-256 of what is signed
     * @param timeout for the whole request; an exception is thrown after that
     */
    byte[] sign(String key, byte[] digest, Duration timeout);
}
