package dev.jaas.cli;

import dev.jaas.client.JaasClient;
import java.net.URI;
import java.util.Locale;

/**
 * Where commands go.
 *
 * @param settings where that is said
 */
record BaseUrlCheck(Settings settings) {

    static final URI JAAS = URI.create("https://8x8.vc"); // the client's default

    private static final String NAME = "base URL";
    private static final String MEND = "leave out --base-url and JAAS_BASE_URL for https://8x8.vc, or correct them.";

    Examined<URI> run() {
        URI url;
        try {
            url = settings.baseUrl().orElse(JAAS);
            refuseAsTheClientDoes(url);
        } catch (UsageException | IllegalArgumentException e) {
            String why = "Nothing is sent there: the admin token goes by https to one host, and nowhere else.";
            return new Examined<>(Check.finding(NAME, e, why, MEND), null);
        }
        String path = url.getRawPath().replaceFirst("/+$", "");
        boolean atJaas = JAAS.getHost().equals(url.getHost().toLowerCase(Locale.ROOT));
        if (atJaas && !path.isEmpty()) {
            return new Examined<>(
                    Check.finding(
                            NAME,
                            "The base URL " + url + " has a path.",
                            "Commands would go to " + JAAS + path + "/v1/_jaas/… instead of " + JAAS + "/v1/_jaas/….",
                            MEND),
                    url);
        }
        boolean isDefault = atJaas && (url.getPort() < 0 || url.getPort() == 443);
        return new Examined<>(
                isDefault
                        ? Check.ok(NAME, url.toString())
                        : Check.note(
                                NAME,
                                "commands go to " + url + " and not to " + JAAS,
                                "That is right for a simulator or a proxy of your own.",
                                "otherwise " + MEND),
                url);
    }

    /** By the client's own rule, and in its words. */
    private static void refuseAsTheClientDoes(URI url) {
        JaasClient.builder(DryRun.unsigned(KeyChecks.NO_KEY_ID), new DryRun()).baseUrl(url);
    }
}
