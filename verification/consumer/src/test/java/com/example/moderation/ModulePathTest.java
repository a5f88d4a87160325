// SPDX-License-Identifier: Apache-2.0
package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.Jaas;
import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.api.ConferenceManagement;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AppId;
import dev.jaas.events.WebhookVerifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests of this module run on the module path, where only exported packages are accessible. */
class ModulePathTest {

    @Test
    void modules_ofApplicationAndLibrary_areNamed() {
        assertThat(Stream.of(
                                QuickStart.class,
                                AppId.class,
                                ConferenceManagement.class,
                                JaasClient.class,
                                WebhookVerifier.class,
                                Jaas.class,
                                JdkHttpTransport.class,
                                VertxHttpTransport.class,
                                PemJwsSigner.class)
                        .map(type -> type.getModule().getName()))
                .containsExactly(
                        "com.example.moderation",
                        "dev.jaas.domain",
                        "dev.jaas.ports",
                        "dev.jaas.client",
                        "dev.jaas.events",
                        "dev.jaas.sdk",
                        "dev.jaas.adapter.jdkhttp",
                        "dev.jaas.adapter.vertx",
                        "dev.jaas.adapter.bouncycastle");
    }
}
