// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.UnsignedSigner;
import dev.jaas.cli.common.UsageException;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.Redaction;
import dev.jaas.spi.HttpTransport;
import java.net.URI;
import java.util.Locale;

/**
 * Checks where commands are sent.
 *
 * @param settings the settings
 */
record BaseUrlCheck(Settings settings) {

    static final URI JAAS = JaasClient.Builder.DEFAULT_BASE_URL;

    private static final String NAME = "base URL";
    private static final String FIX = "remove --base-url and JAAS_BASE_URL to use https://8x8.vc, or correct them.";

    private static final int MAX_URL = 200;

    CheckResult<URI> run() {
        URI url;
        try {
            url = settings.baseUrl().orElse(JAAS);
            requireAcceptedByClient(url);
        } catch (UsageException e) {
            String cause = "No command can be sent there.";
            return new CheckResult<>(Check.finding(NAME, e, cause, FIX), null);
        }
        String shown = Redaction.excerpt(url.toString(), MAX_URL);
        String path = url.getRawPath().replaceFirst("/+$", "");
        boolean atJaas = JAAS.getHost().equals(url.getHost().toLowerCase(Locale.ROOT));
        if (atJaas && !path.isEmpty()) {
            return new CheckResult<>(
                    Check.finding(
                            NAME,
                            "The base URL " + shown + " has a path.",
                            "Commands would be sent to " + JAAS + "/…/v1/_jaas/… instead of " + JAAS + "/v1/_jaas/….",
                            FIX),
                    url);
        }
        boolean isDefault = atJaas && (url.getPort() < 0 || url.getPort() == 443);
        return new CheckResult<>(
                isDefault
                        ? Check.ok(NAME, shown)
                        : Check.note(
                                NAME,
                                "commands are sent to " + shown + " and not to " + JAAS,
                                "This is right for a simulator or for your own proxy.",
                                "otherwise " + FIX),
                url);
    }

    /** The rule and its message are the client's. */
    private static void requireAcceptedByClient(URI url) {
        HttpTransport none = (request, listener) -> () -> {};
        Settings.setBaseUrl(JaasClient.builder(new UnsignedSigner(KeyChecks.NO_KEY_ID), none), url);
    }
}
