// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.adapter.bouncycastle.KeyProblem;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.bouncycastle.UnusableKeyException;
import dev.jaas.settings.SettingText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** The value of {@code jaas.private-key}: the location of a resource, or the PEM text itself. */
final class PrivateKey {

    /** One line that begins with a scheme of two letters or more, since one letter is a drive of Windows. */
    private static final Pattern LOCATION = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):\\S.*");

    /** What a location may be shown of: other schemes, such as data, may contain the key. */
    private static final Set<String> SHOWN_SCHEMES = Set.of("file", "classpath");

    private static final Set<KeyProblem> PASSPHRASE_PROBLEMS =
            Set.of(KeyProblem.PASSPHRASE_MISSING, KeyProblem.WRONG_PASSPHRASE);

    private final String value;
    private final ResourceLoader resources;

    PrivateKey(String value, ResourceLoader resources) {
        this.value = value;
        this.resources = resources;
    }

    PemJwsSigner read(PemJwsSigner.Builder signer) {
        String location = SettingText.trim(value);
        try {
            return LOCATION.matcher(location).matches() ? readResource(signer, location) : signer.fromString(value);
        } catch (UnusableKeyException e) {
            String message = e.getMessage();
            String remedy = e.problem().remedy();
            throw new JaasSettingException(
                    "The private key of jaas.private-key cannot be used. "
                            + message.substring(0, message.length() - remedy.length())
                                    .strip(),
                    remedy + hint(e.problem()));
        }
    }

    private PemJwsSigner readResource(PemJwsSigner.Builder signer, String location) {
        Resource resource = resources.getResource(location);
        try {
            if (resource.isFile()) {
                return signer.fromFile(resource.getFile().toPath()); // whose message names the file
            }
            try (InputStream stream = resource.getInputStream()) {
                return signer.fromStream(stream);
            }
        } catch (IOException e) {
            throw new JaasSettingException(
                    "jaas.private-key names " + shown(location) + ", which cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    "Correct the location, as in file:/run/secrets/jaas.pem or classpath:jaas.pem.");
        }
    }

    private static String hint(KeyProblem problem) {
        if (PASSPHRASE_PROBLEMS.contains(problem)) {
            return " The passphrase's property is jaas.private-key-passphrase.";
        }
        return problem == KeyProblem.NOT_A_KEY
                ? " To name a file, write file: before its path, as in file:/run/secrets/jaas.pem."
                : "";
    }

    private static String shown(String location) {
        String scheme = location.substring(0, location.indexOf(':'));
        return SHOWN_SCHEMES.contains(scheme) ? location : "a resource of the scheme " + scheme;
    }
}
