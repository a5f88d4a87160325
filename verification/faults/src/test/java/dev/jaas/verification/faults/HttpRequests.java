// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.faults;

import java.util.Locale;

/** Finds the end of a request in what a connection has received. */
public final class HttpRequests {

    private static final String HEAD_END = "\r\n\r\n";
    private static final String CONTENT_LENGTH = "\r\ncontent-length:";

    private HttpRequests() {}

    /** Returns the length of the complete request at the beginning of a text (each byte one character), or 0. */
    public static int lengthOfFirst(String text) {
        int end = text.indexOf(HEAD_END);
        if (end < 0) {
            return 0;
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT) + "\r\n";
        int field = head.indexOf(CONTENT_LENGTH);
        int body = field < 0
                ? 0
                : Integer.parseInt(head.substring(field + CONTENT_LENGTH.length(), head.indexOf("\r\n", field + 2))
                        .strip());
        int length = end + HEAD_END.length() + body;
        return text.length() >= length ? length : 0;
    }
}
