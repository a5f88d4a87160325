// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spi;

/** One HTTP exchange that {@link HttpTransport#start} has begun. */
public interface Exchange {

    /**
     * Stops the exchange and closes its connection, unless the response has ended. The listener ignores
     * everything after that, so an adapter may report it or not. May be called at any time, from any thread and repeatedly, within
     * {@link HttpTransport#start} too; never blocks, nor waits for a method of the
     * listener, and never throws.
     *
     * <p>The connection is free within a second. One that is still being made is free when its connect or handshake timeout
     * ends.
     */
    void abort();
}
