package dev.jaas.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the doctor found, in words.
 *
 * @param checks every check, in order
 */
record Report(List<Check> checks) {

    private static final int INDENT = 13;

    private static final String NOT_ASKED = "- this machine's clock is off, which only --online can tell; or";

    private static final String NOT_TOLD =
            "- this machine's clock is off, which the service's answer could not tell; or";

    private static final String IN_THE_CONSOLE = """
            - the key id belongs to another key or another account, or was removed, which only the JaaS console can tell.
              The public key that was uploaded there must have the SHA-256 above:
              openssl pkey -pubin -in jaas.key.pub -outform DER | openssl dgst -sha256""";

    int exitStatus() {
        return findings() == 0 ? 0 : Failure.REFUSED;
    }

    String text() {
        return checks.stream().map(Report::lines).collect(Collectors.joining()) + conclusion();
    }

    String json() {
        Json json = new Json()
                .with("outcome", findings() == 0 ? "nothing found" : "found")
                .with("exitStatus", exitStatus())
                .with("checks", checks.stream().map(Report::json).toList());
        return json.with("message", conclusion()).toString();
    }

    /** What was thrown on the way. */
    List<Throwable> causes() {
        return checks.stream().map(Check::cause).flatMap(Stream::ofNullable).toList();
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
                    ? "1 finding: mend it, and run jaas doctor again."
                    : findings + " findings: mend them, and run jaas doctor again.";
        }
        return Stream.of("Nothing wrong was found. If JaaS still answers 401:", ofTheClock(), IN_THE_CONSOLE)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Empty if the clock was compared. */
    private String ofTheClock() {
        if (isChecked(ClockCheck.SERVICES)) {
            return "";
        }
        return isChecked(ServiceChecks.SERVICE) ? NOT_TOLD : NOT_ASKED;
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
                .append(check.what())
                .append('\n');
        part(lines, "why", check.why());
        part(lines, "mend", check.mend());
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
                .with("what", check.what());
        if (!check.why().isEmpty()) {
            json.with("why", check.why());
        }
        return check.mend().isEmpty() ? json : json.with("mend", check.mend());
    }
}
