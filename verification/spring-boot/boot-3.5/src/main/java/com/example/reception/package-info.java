// SPDX-License-Identifier: Apache-2.0
/** An application on Spring Boot with the examples of docs/spring-boot.md. */
package com.example.reception;
