// SPDX-License-Identifier: Apache-2.0
/** {@code jaas doctor}: looks for what makes JaaS respond with 401. */
@NullMarked
package dev.jaas.cli.doctor;

import org.jspecify.annotations.NullMarked;
