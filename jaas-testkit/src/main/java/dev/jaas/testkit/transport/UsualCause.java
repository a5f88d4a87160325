// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.transport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What usually makes a transport fail a test; a failure shows it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface UsualCause {

    /** One or two sentences: the cause, then what to do. */
    String value();
}
