// SPDX-License-Identifier: Apache-2.0
/** How the texts of settings are read. Exported to the program and the Spring Boot starter alone, which read the same settings. */
@NullMarked
package dev.jaas.settings;

import org.jspecify.annotations.NullMarked;
