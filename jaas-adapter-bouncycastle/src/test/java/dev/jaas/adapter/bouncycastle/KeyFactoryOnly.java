// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.bouncycastle;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;

/** A provider that builds RSA keys, with the JDK's key factory, and has no signatures. */
final class KeyFactoryOnly extends Provider {

    private static final long serialVersionUID = 1L;

    KeyFactoryOnly() {
        super("KeyFactoryOnly", "1", "builds RSA keys and cannot sign");
        putService(new Service(this, "KeyFactory", "RSA", Factory.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Factory();
            }
        });
    }

    private static final class Factory extends KeyFactorySpi {

        private final KeyFactory jdk;

        Factory() throws NoSuchAlgorithmException {
            jdk = KeyFactory.getInstance("RSA");
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return jdk.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return jdk.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            return jdk.getKeySpec(key, type);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return jdk.translateKey(key);
        }
    }
}
