// SPDX-License-Identifier: Apache-2.0
/**
 * The contract suite for authors of implementations and decorators of {@link dev.jaas.api.ConferenceManagement}.
 *
 * <p>Extend {@link dev.jaas.testkit.api.ConferenceManagementContract}.
 */
@NullMarked
package dev.jaas.testkit.api;

import org.jspecify.annotations.NullMarked;
