// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.domain.JaasCommand;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An input that is valid as a whole.
 *
 * @param rows what to send, in the order of the file
 * @param repeated how many lines are left out, since an earlier one has the same effect
 */
record Input(List<Row> rows, int repeated) {

    /** The SHA-256 of every command and its line, by which a journal recognises its input. */
    String digest() {
        MessageDigest digest = sha256();
        for (Row row : rows) {
            JaasCommand command = row.command();
            StringBuilder text =
                    new StringBuilder().append(row.line()).append('\t').append(command.name());
            Map<String, String> fields = command.accept(CommandFields.READER);
            fields.values().forEach(value -> text.append('\t').append(value)); // no value has a control character
            digest.update(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK supports SHA-256 (java.security.MessageDigest)", e);
        }
    }
}
