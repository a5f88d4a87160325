/** Client and transports together, against servers that misbehave in ways that are written down as data. */
@NullMarked
package dev.jaas.verification.faults;

import org.jspecify.annotations.NullMarked;
