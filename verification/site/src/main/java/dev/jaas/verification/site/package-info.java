// SPDX-License-Identifier: Apache-2.0
/** The documents as a site: their links are checked, and their Markdown is rendered as HTML with the Javadoc beside it. */
@NullMarked
package dev.jaas.verification.site;

import org.jspecify.annotations.NullMarked;
