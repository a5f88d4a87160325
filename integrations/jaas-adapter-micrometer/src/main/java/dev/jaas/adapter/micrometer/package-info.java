// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics and traces of the JaaS client's commands by Micrometer:
 * {@link dev.jaas.adapter.micrometer.MicrometerCommandObserver}.
 */
@NullMarked
package dev.jaas.adapter.micrometer;

import org.jspecify.annotations.NullMarked;
