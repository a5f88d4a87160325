// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** The key as objects of one provider: providers are fastest with their own key objects. */
final class RsaKeyPair {

    private static final String RS256 = "SHA256withRSA";

    private final RSAPublicKey publicKey;
    private final PrivateKey privateKey;

    private RsaKeyPair(RSAPublicKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    static RsaKeyPair of(RsaKeyParameters parameters, @Nullable Provider provider, KeySource source) {
        KeyFactory factory = null;
        try {
            factory = provider == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", provider);
            PrivateKey privateKey = factory.generatePrivate(parameters.privateSpec());
            RSAPublicKey publicKey = (RSAPublicKey) factory.generatePublic(parameters.publicSpec());
            if (provider != null) {
                rs256(provider).initSign(privateKey);
            }
            return new RsaKeyPair(publicKey, privateKey);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            // The JDK may choose a registered provider, such as another BouncyCastle.
            Provider chosen = factory == null ? provider : factory.getProvider();
            throw source.unusable(
                    KeyProblem.REJECTED_BY_PROVIDER,
                    chosen == null ? "the JDK" : "the provider " + chosen.getName(),
                    e.getClass().getSimpleName());
        }
    }

    static Signature rs256(@Nullable Provider provider) throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(RS256) : Signature.getInstance(RS256, provider);
    }

    RSAPublicKey publicKey() {
        return publicKey;
    }

    PrivateKey privateKey() {
        return privateKey;
    }
}
