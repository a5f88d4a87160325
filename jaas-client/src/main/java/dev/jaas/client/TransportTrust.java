// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.lang.System.Logger.Level;

/**
 * Whether a failure before {@code beforeSend} was granted proves that nothing was sent. It does until the transport reports a
 * response to a request that it was not allowed to send; from then on every failed exchange may have taken effect.
 */
final class TransportTrust {

    private static final System.Logger LOGGER = System.getLogger(TransportTrust.class.getPackageName());

    private final String transport;
    private volatile boolean lost;

    TransportTrust(Object transport) {
        this.transport = transport.getClass().getName();
    }

    boolean isKept() {
        return !lost;
    }

    /** Logs the first time. */
    synchronized void lose() {
        if (!lost) {
            lost = true;
            LOGGER.log(
                    Level.ERROR,
                    "The transport {0} sends requests without asking (ExchangeListener.beforeSend): from now on a failed"
                            + " command is reported as one that may have taken effect. The adapter must be fixed.",
                    transport);
        }
    }
}
