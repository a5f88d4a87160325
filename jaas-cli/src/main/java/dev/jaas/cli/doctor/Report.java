// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.cli.common.Failure;
import dev.jaas.cli.common.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of the doctor, as text and as JSON.
 *
 * @param checks every check, in order
 */
public record Report(List<Check> checks) {

    private static final int INDENT = 13;

    private static final String NOT_ONLINE = "- this machine's clock may be wrong, which only --online can detect; or";

    private static final String UNKNOWN_TO_SERVICE =
            "- this machine's clock may be wrong, which the service's response did not show; or";

    private static final String CONSOLE_HINT = """
            - the key id may belong to another key or another account, or may have been removed: see the JaaS console.
              The public key uploaded there must have the SHA-256 above:
              openssl pkey -pubin -in jaas.key.pub -outform DER | openssl dgst -sha256""";

    /**
     * The exit status.
     *
     * @return 0 without findings, 2 with findings
     */
    public int exitStatus() {
        return findings() == 0 ? 0 : Failure.REFUSED;
    }

    /**
     * The results as text.
     *
     * @return lines
     */
    public String text() {
        return checks.stream().map(Report::lines).collect(Collectors.joining()) + conclusion();
    }

    /**
     * The results for {@code --json}.
     *
     * @return a JSON object
     */
    public String json() {
        Json json = new Json()
                .with("outcome", findings() == 0 ? "nothing found" : "found")
                .with("exitStatus", exitStatus())
                .with("checks", checks.stream().map(Report::json).toList());
        return json.with("message", conclusion()).toString();
    }

    /**
     * What was thrown by the checks.
     *
     * @return in the order of the checks
     */
    public List<Throwable> exceptions() {
        return checks.stream().map(Check::exception).flatMap(Stream::ofNullable).toList();
    }

    private long findings() {
        return checks.stream()
                .filter(check -> check.state() == Check.State.FINDING)
                .count();
    }

    private String conclusion() {
        long findings = findings();
        if (findings > 0) {
            return findings == 1
                    ? "1 finding: fix it, and run jaas doctor again."
                    : findings + " findings: fix them, and run jaas doctor again.";
        }
        return Stream.of("No problem found. If JaaS still responds with 401:", clockHint(), CONSOLE_HINT)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Empty if the clocks were compared. */
    private String clockHint() {
        if (isChecked(ClockCheck.SERVICE_CLOCK)) {
            return "";
        }
        return isChecked(ServiceChecks.SERVICE) ? UNKNOWN_TO_SERVICE : NOT_ONLINE;
    }

    private boolean isChecked(String name) {
        return checks.stream().anyMatch(check -> check.name().equals(name) && check.state() != Check.State.NOT_CHECKED);
    }

    private static String lines(Check check) {
        String state = check.state().toString().replace('-', ' ');
        StringBuilder lines = new StringBuilder(state)
                .append(" ".repeat(INDENT - state.length()))
                .append(check.name())
                .append(": ")
                .append(check.finding())
                .append('\n');
        part(lines, "cause", check.cause());
        part(lines, "fix", check.fix());
        return lines.toString();
    }

    private static void part(StringBuilder lines, String heading, String text) {
        if (!text.isEmpty()) {
            String start = " ".repeat(INDENT) + "- " + heading + ": ";
            lines.append(start)
                    .append(text.replace("\n", "\n" + " ".repeat(start.length())))
                    .append('\n');
        }
    }

    private static Json json(Check check) {
        Json json = new Json()
                .with("name", check.name())
                .with("state", check.state())
                .with("finding", check.finding());
        if (!check.cause().isEmpty()) {
            json.with("cause", check.cause());
        }
        return check.fix().isEmpty() ? json : json.with("fix", check.fix());
    }
}
