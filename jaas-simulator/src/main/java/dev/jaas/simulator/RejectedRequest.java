// SPDX-License-Identifier: Apache-2.0
package dev.jaas.simulator;

/** Thrown for a request to which the simulator responds with a status of 400 or above; the response's body contains the reason. */
final class RejectedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RejectedRequest(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
