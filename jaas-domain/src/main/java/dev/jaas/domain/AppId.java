// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * An AppID: the customer's tenant, as the JaaS console shows it, for example
 * {@code vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3}.
 *
 * @param value {@code vpaas-magic-cookie-} followed by 1 to 64 letters, digits or {@code -}
 */
public record AppId(String value) {

    static final String PREFIX = "vpaas-magic-cookie-";

    private static final String KIND = "AppID";
    private static final Pattern VALID = Pattern.compile(PREFIX + "[A-Za-z0-9-]{1,64}");

    /**
     * Checks the value.
     *
     * @throws InvalidValueException if it is not an AppID
     */
    public AppId {
        requireNonNull(value, "the " + KIND + " is null");
        Text.requireNoSecret(KIND, value);
        if (!VALID.matcher(value).matches()) {
            throw InvalidValueException.ofAscii(
                    KIND, value, "it must be \"" + PREFIX + "\" and then 1 to 64 letters, digits or dashes");
        }
    }

    /**
     * Reads an AppID.
     *
     * @param text the AppID, exactly as the console shows it
     * @return the AppID
     * @throws InvalidValueException if the text is not an AppID
     */
    public static AppId parse(String text) {
        return new AppId(text);
    }

    /**
     * The AppID as the service spells it.
     *
     * @return the value
     */
    @Override
    public String toString() {
        return value;
    }
}
