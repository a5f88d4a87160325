// SPDX-License-Identifier: Apache-2.0
/** {@code jaas events}: webhooks that are verified and printed. */
@NullMarked
package dev.jaas.cli.events;

import org.jspecify.annotations.NullMarked;
