// SPDX-License-Identifier: Apache-2.0
package dev.jaas.testkit.signer;

import dev.jaas.spi.JwsSigner;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every promise of {@link JwsSigner}, as tests. The author of a signer extends this class in a test of the signer's module and
 * gives it a signer and its public key:
 *
 * <pre>{@code
 * class MySignerTest extends JwsSignerContract {
 *     @Override
 *     protected JwsSigner create() {
 *         return MySigner.connect(KEY_ID, "alias/jaas");
 *     }
 *
 *     @Override
 *     protected RSAPublicKey publicKey() {
 *         return PUBLIC_KEY;
 *     }
 * }
 * }</pre>
 *
 * <p>A failed assertion names the promise that was broken and what usually breaks it. A signature that is not RS256 is
 * compared with the common mistakes: another algorithm, another key, an input hashed twice or not at all. The test
 * {@code sign_valueWithLeadingZero_keepsIt} needs some 200 signatures, and 4,000 at most; all others together need fewer than 200.
 *
 * <p>The groups are tags, so that Maven can run one alone: {@code mvn test -Dtest=MySignerTest -Dgroups=Closing}. Where a module
 * has two signers, each has a report file of its own, and the line of a failed test names the signer's class.
 */
@Execution(ExecutionMode.SAME_THREAD)
public abstract class JwsSignerContract {

    /** For subclasses. */
    protected JwsSignerContract() {}

    /**
     * Makes a signer, which the test closes.
     *
     * @return a new signer, always of the same key
     */
    protected abstract JwsSigner create();

    /**
     * The public key of the signers.
     *
     * @return the key with which their signatures are verified
     */
    protected abstract RSAPublicKey publicKey();

    /**
     * What the signer must not show in {@code toString} or in an exception, besides what looks like a private key.
     *
     * @return for example a passphrase or the credentials of a KMS; empty by default
     */
    protected List<String> secrets() {
        return List.of();
    }

    @Nested
    @Tag("Signing")
    class Signing extends SigningContract {
        Signing() {
            super(JwsSignerContract.this);
        }
    }

    @Nested
    @Tag("Closing")
    class Closing extends ClosingContract {
        Closing() {
            super(JwsSignerContract.this);
        }
    }

    @Nested
    @Tag("Secrecy")
    class Secrecy extends SecrecyContract {
        Secrecy() {
            super(JwsSignerContract.this);
        }
    }
}
