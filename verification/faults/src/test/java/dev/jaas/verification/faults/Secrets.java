package dev.jaas.verification.faults;

import java.util.List;

/** What must be shown nowhere. */
final class Secrets {

    /** Every JWT's header begins so, and nothing else does. */
    private static final String JWT = "eyJ";

    private static final List<String> ALL = List.of(
            JWT,
            "Bearer ",
            Commands.BANNED_JWT.split("\\.", -1)[1],
            Commands.BANNED_JWT.split("\\.", -1)[2]);

    private Secrets() {}

    static List<String> in(String text) {
        return ALL.stream().filter(text::contains).toList();
    }
}
