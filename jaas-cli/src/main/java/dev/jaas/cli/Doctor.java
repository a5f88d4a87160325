package dev.jaas.cli;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.domain.KeyId;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what would make JaaS answer 401, or keep a command from being sent. What is wrong with one thing hides nothing
 * that is wrong with another.
 *
 * @param settings what is looked at
 */
record Doctor(Settings settings) {

    /**
     * Runs every check.
     *
     * @param online the HTTP stack to ask the service by, or null to send nothing
     */
    Report examine(@Nullable Stack online) {
        KeyChecks keys = new KeyChecks(settings);
        List<Check> checks = new ArrayList<>();
        Examined<KeyId> keyId = keys.keyId();
        checks.add(keyId.check());
        Examined<PemJwsSigner> key = keys.privateKey(keyId.passed());
        checks.add(key.check());
        try (PemJwsSigner signer = key.passed()) {
            checks.add(keys.keyFile(signer));
            checks.add(KeyChecks.publicKey(signer));
            checks.add(token(keyId.passed(), signer));
        }
        Examined<URI> baseUrl = new BaseUrlCheck(settings).run();
        checks.add(baseUrl.check());
        checks.add(ClockCheck.alone(settings.terminal().clock().instant()));
        checks.addAll(service(baseUrl.passed(), online));
        return new Report(checks);
    }

    private Check token(@Nullable KeyId keyId, @Nullable PemJwsSigner signer) {
        if (signer == null) {
            return Check.notChecked(TokenCheck.NAME, KeyChecks.UNUSABLE);
        }
        return keyId == null
                ? Check.notChecked(TokenCheck.NAME, "the key id cannot be used")
                : TokenCheck.by(signer, settings.terminal().clock());
    }

    private List<Check> service(@Nullable URI baseUrl, @Nullable Stack online) {
        if (online == null) {
            return notAsked("only --online asks it, by one request without a token");
        }
        if (baseUrl == null) {
            return notAsked("the base URL cannot be used");
        }
        Clock clock = settings.terminal().clock();
        try (Stack.Opened opened = online.open(settings.transport())) {
            return new ServiceChecks(baseUrl, settings.attemptTimeout(), clock).by(opened.transport());
        } catch (UsageException e) {
            String why = "Nothing is sent by this transport.";
            return List.of(
                    Check.finding(ServiceChecks.SERVICE, e, why, "choose another one with --transport."),
                    Check.notChecked(ClockCheck.SERVICES, "the service was not asked"));
        }
    }

    private static List<Check> notAsked(String why) {
        return List.of(Check.notChecked(ServiceChecks.SERVICE, why), Check.notChecked(ClockCheck.SERVICES, why));
    }
}
