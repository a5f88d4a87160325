// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A key id: the {@code kid} of an API key, as the JaaS console shows it, for example
 * {@code vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6}. It contains the AppID, which is therefore never
 * configured a second time.
 *
 * @param appId the AppID that the key belongs to: the text before the slash
 * @param shortId the key's own id: 1 to 64 letters, digits, {@code _} or {@code -} after the slash
 */
public record KeyId(AppId appId, String shortId) {

    private static final String KIND = "key id";
    private static final Pattern SHORT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Checks the short id.
     *
     * @throws InvalidValueException if it is not valid
     */
    public KeyId {
        requireNonNull(appId, "the AppID is null");
        requireNonNull(shortId, "the short id is null");
        Text.requireNoSecret(KIND, shortId);
        if (!SHORT_ID.matcher(shortId).matches()) {
            throw InvalidValueException.ofAscii(
                    KIND,
                    appId.value() + '/' + shortId,
                    "after the AppID and one \"/\" there must be 1 to 64 letters, digits, \"_\" or \"-\"");
        }
    }

    /**
     * Joins an AppID and a short id.
     *
     * @param appId the AppID
     * @param shortId the text after the slash, for example {@code ed85b6}
     * @return the key id
     * @throws InvalidValueException if the short id is not valid
     */
    public static KeyId of(AppId appId, String shortId) {
        return new KeyId(appId, shortId);
    }

    /**
     * Reads a key id.
     *
     * @param text the whole key id, exactly as the console shows it
     * @return the key id
     * @throws InvalidValueException if the text is not a key id
     */
    public static KeyId parse(String text) {
        requireNonNull(text, "the " + KIND + " is null: is JAAS_KEY_ID set?");
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw InvalidValueException.ofAscii(KIND, text, ruleForOnePart(text));
        }
        AppId appId;
        try {
            appId = AppId.parse(text.substring(0, slash));
        } catch (InvalidValueException e) {
            throw InvalidValueException.ofAscii(
                    KIND, text, "what stands before its \"/\" must be an AppID (" + AppId.PREFIX + "…)");
        }
        return new KeyId(appId, text.substring(slash + 1));
    }

    /**
     * The key id as the service spells it.
     *
     * @return the AppID, {@code /} and the short id
     */
    public String value() {
        return appId.value() + '/' + shortId;
    }

    /**
     * The key id as the service spells it.
     *
     * @return the same as {@link #value()}
     */
    @Override
    public String toString() {
        return value();
    }

    private static String ruleForOnePart(String text) {
        if (text.startsWith(AppId.PREFIX)) {
            return "this is an AppID alone; a key id is the AppID, a \"/\" and the key's own short id, as the API keys"
                    + " page of the console shows it";
        }
        if (SHORT_ID.matcher(text).matches()) {
            return "this is the short part alone; the whole key id is " + AppId.PREFIX + "…/ and then this";
        }
        return "it must be the AppID, a \"/\" and the key's own short id (" + AppId.PREFIX + "…/…)";
    }
}
