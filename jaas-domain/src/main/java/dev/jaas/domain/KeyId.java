package dev.jaas.domain;

import java.util.regex.Pattern;

/**
 * A key id: the {@code kid} of an API key, as the JaaS console shows it, for example
 * {@code vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3/ed85b6}. It contains the AppID, which is therefore never
 * configured a second time.
 *
 * @param value an {@linkplain AppId AppID}, one {@code /}, and 1 to 64 letters, digits, {@code _} or {@code -}
 */
public record KeyId(String value) {

    private static final String KIND = "key id";
    private static final Pattern SHORT_PART = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Checks the value.
     *
     * @throws InvalidValueException if it is not a key id
     */
    public KeyId {
        int slash = value.indexOf('/');
        if (slash < 0) {
            throw InvalidValueException.of(KIND, value, ruleForOneHalf(value));
        }
        try {
            AppId.parse(value.substring(0, slash));
        } catch (InvalidValueException e) {
            throw InvalidValueException.of(
                    KIND, value, "what stands before its \"/\" must be an AppID (" + AppId.PREFIX + "…)");
        }
        if (!SHORT_PART.matcher(value.substring(slash + 1)).matches()) {
            throw InvalidValueException.of(
                    KIND, value, "after the AppID and one \"/\" there must be 1 to 64 letters, digits, \"_\" or \"-\"");
        }
    }

    /**
     * Joins an AppID and the short part of a key id.
     *
     * @param appId the AppID
     * @param shortPart what stands after the slash, for example {@code ed85b6}
     * @return the key id
     * @throws InvalidValueException if the short part is not valid
     */
    public static KeyId of(AppId appId, String shortPart) {
        return new KeyId(appId.value() + '/' + shortPart);
    }

    /**
     * Reads a key id.
     *
     * @param text the whole key id, exactly as the console shows it
     * @return the key id
     * @throws InvalidValueException if the text is not a key id
     */
    public static KeyId parse(String text) {
        return new KeyId(text);
    }

    /**
     * The AppID that the key belongs to: the text before the slash.
     *
     * @return the AppID
     */
    public AppId appId() {
        return new AppId(value.substring(0, value.indexOf('/')));
    }

    /**
     * The key id as the service spells it.
     *
     * @return the value
     */
    @Override
    public String toString() {
        return value;
    }

    private static String ruleForOneHalf(String value) {
        if (value.startsWith(AppId.PREFIX)) {
            return "this is an AppID alone; a key id is the AppID, a \"/\" and the key's own short id, as the API keys"
                    + " page of the console shows it";
        }
        if (SHORT_PART.matcher(value).matches()) {
            return "this is the short part alone; the whole key id is " + AppId.PREFIX + "…/ and then this";
        }
        return "it must be the AppID, a \"/\" and the key's own short id (" + AppId.PREFIX + "…/…)";
    }
}
