/** How the texts of settings are read. Exported to the program alone, which reads the same variables. */
@NullMarked
package dev.jaas.settings;

import org.jspecify.annotations.NullMarked;
