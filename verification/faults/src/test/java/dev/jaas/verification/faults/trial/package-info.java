// SPDX-License-Identifier: Apache-2.0
/** Random faults against dial-outs in large numbers: at most one request each, and nothing left behind. */
@NullMarked
package dev.jaas.verification.faults.trial;

import org.jspecify.annotations.NullMarked;
