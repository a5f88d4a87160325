/** Holds the published modules to the picture in the README and to a few rules of style. */
@NullMarked
package dev.jaas.verification.architecture;

import org.jspecify.annotations.NullMarked;
