// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.doctor;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.cli.common.Settings;
import dev.jaas.cli.common.TransportKind;
import dev.jaas.cli.common.UsageException;
import dev.jaas.domain.KeyId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what would make JaaS respond with 401, or keep a command from being sent. The checks are independent, so that one
 * problem does not hide another.
 *
 * @param settings what to check
 */
@SuppressWarnings("exports") // JSpecify is optional
public record Doctor(Settings settings) {

    /**
     * Runs every check.
     *
     * @param online the HTTP stack with which to ask the service, or null to send nothing
     * @return the results
     */
    public Report examine(@Nullable TransportKind online) {
        KeyChecks keys = new KeyChecks(settings);
        List<Check> checks = new ArrayList<>();
        CheckResult<KeyId> keyId = keys.keyId();
        checks.add(keyId.check());
        CheckResult<PemJwsSigner> key = keys.privateKey(keyId.value());
        checks.add(key.check());
        try (PemJwsSigner signer = key.value()) {
            checks.add(keys.keyFile(signer));
            checks.add(KeyChecks.publicKey(signer));
            checks.add(token(keyId.value(), signer));
        }
        CheckResult<URI> baseUrl = new BaseUrlCheck(settings).run();
        checks.add(baseUrl.check());
        checks.add(ClockCheck.withoutService(settings.terminal().clock().instant()));
        checks.addAll(service(baseUrl.value(), online));
        return new Report(checks);
    }

    private Check token(@Nullable KeyId keyId, @Nullable PemJwsSigner signer) {
        if (signer == null) {
            return Check.notChecked(TokenCheck.NAME, KeyChecks.UNUSABLE);
        }
        return keyId == null
                ? Check.notChecked(TokenCheck.NAME, "the key id cannot be used")
                : TokenCheck.run(signer, settings.terminal().clock());
    }

    private List<Check> service(@Nullable URI baseUrl, @Nullable TransportKind online) {
        if (online == null) {
            return notAsked("needs --online, which sends one request without a token");
        }
        if (baseUrl == null) {
            return notAsked("the base URL cannot be used");
        }
        try (TransportKind.OpenTransport opened = online.open(settings.transportSettings())) {
            return new ServiceChecks(
                            baseUrl,
                            settings.attemptTimeout(),
                            settings.terminal().clock())
                    .run(opened.transport());
        } catch (UsageException e) {
            return List.of(
                    Check.finding(
                            ServiceChecks.SERVICE,
                            e,
                            "No command is sent over this transport.",
                            "choose another one with --transport."),
                    Check.notChecked(ClockCheck.SERVICE_CLOCK, "the service was not asked"));
        }
    }

    private static List<Check> notAsked(String reason) {
        return List.of(
                Check.notChecked(ServiceChecks.SERVICE, reason), Check.notChecked(ClockCheck.SERVICE_CLOCK, reason));
    }
}
