// SPDX-License-Identifier: Apache-2.0
/** A {@link dev.jaas.spi.HttpTransport} on the HTTP client of the JDK, without any other dependency. */
@NullMarked
package dev.jaas.adapter.jdkhttp;

import org.jspecify.annotations.NullMarked;
