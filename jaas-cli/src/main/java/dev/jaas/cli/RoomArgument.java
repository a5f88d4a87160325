// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli;

import dev.jaas.domain.AppId;
import dev.jaas.domain.ConferenceName;
import dev.jaas.domain.RoomName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the argument ROOM: a room name of the key's AppID, a full name, an fqn, or the link that opens the room. */
final class RoomArgument {

    /**
     * {@code https://8x8.vc/<AppID>/<room>?jwt=…#config…}, with or without scheme. Query and fragment may hold a token and are
     * not read. The domain refuses every other link.
     */
    private static final Pattern LINK = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]{0,30}:)?(?://)?((?:[a-z0-9-]{1,63}\\.){0,5}8x8\\.vc)(?::[0-9]{1,5})?"
                    + "/(vpaas-[^/?#]+)/(?!external_api\\.)([^/?#\\s\"<>]+)/?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private RoomArgument() {}

    /** The client refuses another AppID. */
    static ConferenceName parse(String text, AppId appId) {
        Matcher link = LINK.matcher(text.strip());
        if (link.matches()) {
            return conference(link);
        }
        if (text.indexOf('@') >= 0) {
            return ConferenceName.parse(text);
        }
        return text.indexOf('/') >= 0 ? ConferenceName.parseFqn(text) : ConferenceName.of(RoomName.parse(text), appId);
    }

    /** What opens the link joins the room by its canonical name. */
    private static ConferenceName conference(Matcher link) {
        RoomName room = RoomName.parse(link.group(3)).canonical();
        return ConferenceName.of(room, AppId.parse(link.group(2)))
                .withDomain(link.group(1).toLowerCase(Locale.ROOT));
    }
}
