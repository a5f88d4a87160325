// SPDX-License-Identifier: Apache-2.0
/** {@code jaas decode-token}: what a token contains, and what 8x8 would refuse. */
@NullMarked
package dev.jaas.cli.token;

import org.jspecify.annotations.NullMarked;
