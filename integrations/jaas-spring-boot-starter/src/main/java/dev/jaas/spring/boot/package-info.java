// SPDX-License-Identifier: Apache-2.0
/**
 * JaaS in Spring Boot 3.5 and 4.0: {@link dev.jaas.spring.boot.JaasAutoConfiguration} makes a client of the properties
 * {@code jaas.*}; further configurations add health, metrics and webhooks where their libraries are on the class path.
 */
@NullMarked
package dev.jaas.spring.boot;

import org.jspecify.annotations.NullMarked;
