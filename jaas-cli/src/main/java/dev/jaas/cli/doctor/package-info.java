/** {@code jaas doctor}: looks for what makes JaaS answer 401. */
@NullMarked
package dev.jaas.cli.doctor;

import org.jspecify.annotations.NullMarked;
