// SPDX-License-Identifier: Apache-2.0
package dev.jaas.api;

/** What is known at the end of one attempt. */
public enum AttemptOutcome {
    /** JaaS accepted the command (2xx). */
    ACCEPTED,
    /** JaaS rejected the command (4xx other than 408; 307 and 308). */
    REJECTED,
    /** The attempt certainly did not reach JaaS. */
    NOT_DELIVERED,
    /** The attempt may have had an effect. */
    UNKNOWN
}
