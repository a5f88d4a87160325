/** The {@code jaas} program. Nothing here is API but its command line, which {@code jaas --help} describes. */
@NullMarked
package dev.jaas.cli;

import org.jspecify.annotations.NullMarked;
