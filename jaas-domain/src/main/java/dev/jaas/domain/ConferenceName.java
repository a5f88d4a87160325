// SPDX-License-Identifier: Apache-2.0
package dev.jaas.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The name of a conference: a room of an AppID. It has two spellings, the full name that the commands carry
 * ({@code testRoom@conference.vpaas-magic-cookie-….8x8.vc}) and the fqn that every webhook carries
 * ({@code vpaas-magic-cookie-…/testroom}).
 *
 * @param room the room
 * @param appId the AppID that the room belongs to
 * @param domain the DNS name of the service, {@value #DEFAULT_DOMAIN} unless the conference is on another deployment
 *     (webhooks also carry {@code stage.8x8.vc}); it does not determine where commands are sent
 */
public record ConferenceName(RoomName room, AppId appId, String domain) {

    /** The domain of the public service. */
    public static final String DEFAULT_DOMAIN = "8x8.vc";

    private static final String KIND = "conference name";
    private static final String FQN_KIND = "conference fqn";
    private static final String DOMAIN_KIND = "conference domain";
    private static final String CONFERENCE_LABEL = "conference.";
    private static final String RULE = "a full name is room@conference.<AppID>." + DEFAULT_DOMAIN;
    private static final int MAX_DOMAIN_LENGTH = 253;
    private static final Pattern DOMAIN =
            Pattern.compile("(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*");

    /**
     * Checks the domain.
     *
     * @throws InvalidValueException if it is not a DNS name
     */
    public ConferenceName {
        requireNonNull(room, "the room name is null");
        requireNonNull(appId, "the AppID is null");
        requireNonNull(domain, "the " + DOMAIN_KIND + " is null");
        Text.requireNoSecret(DOMAIN_KIND, domain);
        if (domain.length() > MAX_DOMAIN_LENGTH || !DOMAIN.matcher(domain).matches()) {
            throw InvalidValueException.ofAscii(DOMAIN_KIND, domain, "it must be a DNS name such as " + DEFAULT_DOMAIN);
        }
    }

    /**
     * Names a room of the public service.
     *
     * @param room the room
     * @param appId the AppID that it belongs to
     * @return the conference, on {@value #DEFAULT_DOMAIN}
     */
    public static ConferenceName of(RoomName room, AppId appId) {
        return new ConferenceName(room, appId, DEFAULT_DOMAIN);
    }

    /**
     * Reads a full name.
     *
     * @param fullName {@code room@conference.<AppID>.<domain>}
     * @return the conference
     * @throws InvalidValueException if the text is not a full name
     */
    public static ConferenceName parse(String fullName) {
        requireNonNull(fullName, "the " + KIND + " is null");
        if (Text.isLink(fullName)) {
            throw InvalidValueException.of(KIND, fullName, Text.LINK_RULE);
        }
        int at = fullName.indexOf('@');
        if (at < 0) {
            throw InvalidValueException.of(KIND, fullName, "it has no \"@\"; " + RULE);
        }
        String host = fullName.substring(at + 1);
        if (!host.startsWith(CONFERENCE_LABEL)) {
            throw InvalidValueException.of(KIND, fullName, "after \"@\" there is no \"conference.\"; " + RULE);
        }
        int appIdEnd = host.indexOf('.', CONFERENCE_LABEL.length());
        if (appIdEnd == -1) {
            throw InvalidValueException.of(KIND, fullName, "the AppID or the domain is missing; " + RULE);
        }
        RoomName room = RoomName.parse(fullName.substring(0, at));
        AppId appId = AppId.parse(host.substring(CONFERENCE_LABEL.length(), appIdEnd));
        return new ConferenceName(room, appId, host.substring(appIdEnd + 1));
    }

    /**
     * Reads an fqn, as webhooks carry it.
     *
     * @param fqn {@code <AppID>/<room>}
     * @return the conference, on {@value #DEFAULT_DOMAIN}, since an fqn contains no domain
     * @throws InvalidValueException if the text is not an fqn
     */
    public static ConferenceName parseFqn(String fqn) {
        requireNonNull(fqn, "the " + FQN_KIND + " is null");
        if (Text.isLink(fqn)) {
            throw InvalidValueException.of(FQN_KIND, fqn, Text.LINK_RULE);
        }
        int slash = fqn.indexOf('/');
        if (slash < 0) {
            throw InvalidValueException.of(FQN_KIND, fqn, "it must be the AppID, a \"/\" and the room name");
        }
        return of(RoomName.parse(fqn.substring(slash + 1)), AppId.parse(fqn.substring(0, slash)));
    }

    /**
     * The same room on another deployment.
     *
     * @param otherDomain a DNS name, for example {@code stage.8x8.vc}
     * @return the conference on that domain
     * @throws InvalidValueException if the domain is not a DNS name
     */
    public ConferenceName withDomain(String otherDomain) {
        return new ConferenceName(room, appId, otherDomain);
    }

    /**
     * The name that the commands carry (specification, {@code conferenceFullName}).
     *
     * @return {@code room@conference.<AppID>.<domain>}
     */
    public String fullName() {
        return room.value() + '@' + CONFERENCE_LABEL + appId.value() + '.' + domain;
    }

    /**
     * The name that webhooks carry.
     *
     * @return {@code <AppID>/<room>}
     */
    public String fqn() {
        return appId.value() + '/' + room.value();
    }

    /**
     * The full name.
     *
     * @return the same as {@link #fullName()}
     */
    @Override
    public String toString() {
        return fullName();
    }
}
