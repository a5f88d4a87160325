// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

/** Why an execution ends before its last verdict. */
enum AbortReason {
    DEADLINE("the command's time was up"),
    CANCELLED("the command was cancelled"),
    INTERRUPTED("the calling thread was interrupted"),
    CLOSED("the client was closed");

    private final String description;

    AbortReason(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
