// SPDX-License-Identifier: Apache-2.0
/** A transport on OkHttp, to show that one can be written from the documentation of {@code dev.jaas.spi} alone. */
@NullMarked
package dev.jaas.verification.thirdtransport;

import org.jspecify.annotations.NullMarked;
