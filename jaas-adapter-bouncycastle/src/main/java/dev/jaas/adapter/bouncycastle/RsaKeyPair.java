package dev.jaas.adapter.bouncycastle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/** The key as objects of one provider: a provider is at its fastest only with keys of its own. */
final class RsaKeyPair {

    private static final String RS256 = "SHA256withRSA";

    private final RSAPublicKey publicKey;
    private final PrivateKey privateKey;

    private RsaKeyPair(RSAPublicKey publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    static RsaKeyPair of(RsaNumbers numbers, @Nullable Provider provider, Mistakes mistakes) {
        try {
            KeyFactory factory =
                    provider == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", provider);
            PrivateKey privateKey = factory.generatePrivate(numbers.privateSpec());
            RSAPublicKey publicKey = (RSAPublicKey) factory.generatePublic(numbers.publicSpec());
            if (provider != null) {
                rs256(provider).initSign(privateKey);
            }
            return new RsaKeyPair(publicKey, privateKey);
        } catch (GeneralSecurityException | ProviderException | ClassCastException e) {
            throw mistakes.refusedByProvider(provider == null ? "the JDK" : "the provider " + provider.getName(), e);
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
