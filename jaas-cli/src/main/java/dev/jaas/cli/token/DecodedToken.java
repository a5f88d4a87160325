// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.token;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.Jwt;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;

/** A token without its signature, and what is to say about it. */
public final class DecodedToken {

    private final Json header;
    private final Json claims;
    private final TokenTime notBefore;
    private final TokenTime expiry;
    private final TokenRules rules;

    private DecodedToken(Json header, Json claims, Instant now) {
        this.header = header;
        this.claims = claims;
        notBefore = new TokenTime(claims.member("nbf"), now);
        expiry = new TokenTime(claims.member("exp"), now);
        rules = TokenRules.check(header, claims, notBefore, expiry);
    }

    /**
     * Decodes a token. Its signature is not read.
     *
     * @param token the token
     * @param now the time at which it is judged
     * @return header, claims and findings
     * @throws UsageException if header or claims cannot be read
     */
    public static DecodedToken of(Jwt token, Instant now) {
        String[] segments = token.compact().split("\\.", -1);
        return new DecodedToken(read("header", segments[0]), read("claims", segments[1]), now);
    }

    /**
     * The program's exit status.
     *
     * @return 0 if 8x8 would refuse nothing that can be seen here
     */
    public int exitStatus() {
        return rules.refusals().isEmpty() ? 0 : Failure.REFUSED;
    }

    /**
     * The token as text.
     *
     * @return lines, the last one without a line break
     */
    public String text() {
        StringBuilder lines = new StringBuilder(kind()).append('\n');
        append(lines, "header", header);
        append(lines, "claims", claims);
        lines.append("times\n  nbf: ")
                .append(notBefore.text())
                .append("\n  exp: ")
                .append(expiry.text());
        lines.append(rules.refusals().isEmpty() ? "\n8x8 would refuse nothing of this." : "\n8x8 would refuse it:");
        rules.refusals().forEach(refusal -> lines.append("\n- ").append(printable(refusal)));
        rules.notes().forEach(note -> lines.append("\nNote: ").append(printable(note)));
        return lines.append("\nThe signature was not verified.").toString();
    }

    /**
     * The token for {@code --json}.
     *
     * @return a JSON object
     */
    public String json() {
        Json json = new Json()
                .with("outcome", rules.refusals().isEmpty() ? "nothing found" : "found")
                .with("exitStatus", exitStatus())
                .with("kind", rules.isAdmin() ? "admin" : "participant")
                .with("header", header)
                .with("claims", claims);
        notBefore.instant().ifPresent(time -> json.with("notBefore", time));
        expiry.instant().ifPresent(time -> json.with("expiresAt", time));
        json.with("refusals", rules.refusals()).with("notes", rules.notes());
        return printable(json.with("signature", "not verified").toString());
    }

    private String kind() {
        return rules.isAdmin() ? "An admin token" : "A participant's token";
    }

    private static void append(StringBuilder lines, String heading, Json members) {
        lines.append(heading).append('\n');
        for (String name : members.names()) {
            Object value = members.member(name);
            lines.append("  ")
                    .append(printable(name))
                    .append(": ")
                    .append(value == null ? "" : printable(Json.text(value)))
                    .append('\n');
        }
    }

    /** Escapes, as JSON does, what could control a terminal or cannot be seen. */
    private static String printable(String text) {
        return text.codePoints()
                .mapToObj(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> escaped(c);
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    private static String escaped(int codePoint) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : Character.toChars(codePoint)) {
            String digits = Integer.toHexString(unit);
            escaped.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
        return escaped.toString();
    }

    private static Json read(String part, String segment) {
        try {
            return Json.parse(Base64.getUrlDecoder().decode(segment));
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("The token's " + part
                    + " cannot be read: it must be the base64url of one JSON object in UTF-8, without"
                    + " repeated names; pass the token exactly as it was made.");
        }
    }
}
