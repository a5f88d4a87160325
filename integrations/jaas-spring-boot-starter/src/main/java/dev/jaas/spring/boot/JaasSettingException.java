// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

/**
 * A property that is missing or invalid. It has no cause, since the exceptions of parsers quote what they could not parse, and
 * its texts contain no secret.
 */
final class JaasSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String description;
    private final String action;

    JaasSettingException(String description, String action) {
        super(description + " " + action);
        this.description = description;
        this.action = action;
    }

    String description() {
        return description;
    }

    String action() {
        return action;
    }
}
