// SPDX-License-Identifier: Apache-2.0
package com.example.moderator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a static method of {@link LookupTracer} that is called in place of another class's method of the same name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Replaces {
    Class<?> value();
}
