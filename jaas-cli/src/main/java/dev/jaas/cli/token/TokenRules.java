// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.token;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import dev.jaas.domain.AdminClaims;
import dev.jaas.domain.InvalidValueException;
import dev.jaas.domain.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What 8x8 would refuse of a token, and what is worth knowing about it. Times are compared without leeway, as Jitsi's verifier does.
 *
 * @param isAdmin whether it is an admin token, by its claim {@code admin}
 * @param refusals sentences
 * @param notes sentences
 */
record TokenRules(boolean isAdmin, List<String> refusals, List<String> notes) {

    private static final Duration LONG_LIFETIME = Duration.ofHours(24);

    static TokenRules check(Json header, Json claims, TokenTime notBefore, TokenTime expiry) {
        boolean isAdmin = claims.names().contains("admin");
        TokenRules rules = new TokenRules(isAdmin, new ArrayList<>(), new ArrayList<>());
        rules.checkHeader(header, claims);
        rules.requireText("aud", AdminClaims.AUDIENCE, claims);
        rules.requireText("iss", AdminClaims.ISSUER, claims);
        rules.checkTimes(notBefore, expiry);
        if (isAdmin) {
            rules.checkAdmin(claims);
        } else {
            rules.checkParticipant(claims);
        }
        return rules;
    }

    private void checkHeader(Json header, Json claims) {
        requireText("alg", "RS256", header);
        requireText("typ", "JWT", header);
        if (!(header.member("kid") instanceof String kid)) {
            refusals.add("kid is missing or not a string: it must be the key id.");
            return;
        }
        try {
            if (!KeyId.parse(kid).appId().value().equals(claims.member("sub"))) {
                refusals.add("sub is not the AppID in kid.");
            }
        } catch (InvalidValueException e) {
            refusals.add("kid is not a key id. " + Failure.sentence(e));
        }
    }

    private void checkTimes(TokenTime notBefore, TokenTime expiry) {
        Optional<Instant> from = checkTime("nbf", notBefore);
        Optional<Instant> until = checkTime("exp", expiry);
        Instant now = expiry.now();
        if (until.isPresent() && !now.isBefore(until.get())) {
            refusals.add("exp has passed: the token expired at " + until.get() + ".");
        }
        if (from.isPresent() && now.isBefore(from.get())) {
            refusals.add("nbf has not come yet: the token is valid from " + from.get()
                    + " on, or this machine's clock is slow.");
        }
        if (until.isPresent() && Duration.between(now, until.get()).compareTo(LONG_LIFETIME) > 0) {
            notes.add("It is valid for " + TokenTime.rounded(Duration.between(now, until.get()))
                    + ", and cannot be withdrawn except by a ban.");
        }
    }

    private Optional<Instant> checkTime(String name, TokenTime time) {
        if (time.instant().isEmpty()) {
            refusals.add(name + " is " + time.text() + ".");
        }
        if (time.looksLikeMilliseconds()) {
            notes.add(name + " looks like milliseconds; it must be seconds.");
        }
        return time.instant();
    }

    private void checkAdmin(Json claims) {
        if (!Boolean.TRUE.equals(claims.member("admin"))) {
            refusals.add("admin is not the boolean true.");
        }
        notes.add("Its bearer can send every command: never give it to a participant.");
        if (claims.names().contains("context") || claims.names().contains("room")) {
            notes.add("It has claims of a participant's token, which must never have the claim admin.");
        }
    }

    private void checkParticipant(Json claims) {
        Json context = object(claims.member("context"));
        Json user = object(context.member("user"));
        Json room = object(context.member("room"));
        boolean pattern = isTrue(room.member("regex"));
        if (!(claims.member("room") instanceof String rooms) || rooms.isEmpty()) {
            refusals.add("room is missing or not a string: it must name a room, or be \"*\".");
        } else if (rooms.equals("*")) {
            notes.add("It opens every room of the AppID.");
        } else if (pattern && !(rooms.startsWith("^") && rooms.endsWith("$"))) {
            notes.add("room is a Lua pattern without ^ and $: it opens every room whose name contains a match.");
        }
        if (room.names().contains("regex") && !(room.member("regex") instanceof Boolean)) {
            notes.add("context.room.regex is not a boolean, as 8x8 documents it: it may be ignored.");
        }
        if (!(user.member("id") instanceof String id) || id.isEmpty()) {
            notes.add("context.user.id is missing: its user cannot be banned.");
        }
        if (isTrue(user.member("moderator"))) {
            notes.add("Its user is a moderator.");
        }
    }

    private void requireText(String name, String expected, Json members) {
        if (!expected.equals(members.member(name))) {
            refusals.add(name + " is not \"" + expected + "\".");
        }
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    private static Json object(@Nullable Object value) {
        return value instanceof Json object ? object : new Json();
    }
}
