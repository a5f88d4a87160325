package com.example.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jaas.adapter.bouncycastle.PemJwsSigner;
import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.client.JaasClient;
import dev.jaas.domain.AppId;
import dev.jaas.port.driving.ConferenceManagement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The other tests here say something about modules only if they run on the module path. */
class ModulePathTest {

    @Test
    void modules_ofTheApplicationAndTheLibrary_areNamed() {
        assertThat(Stream.of(
                                JdkExample.class,
                                AppId.class,
                                ConferenceManagement.class,
                                JaasClient.class,
                                JdkHttpTransport.class,
                                VertxHttpTransport.class,
                                PemJwsSigner.class)
                        .map(type -> type.getModule().getName()))
                .containsExactly(
                        "com.example.moderation",
                        "dev.jaas.domain",
                        "dev.jaas.port",
                        "dev.jaas.client",
                        "dev.jaas.adapter.jdkhttp",
                        "dev.jaas.adapter.vertx",
                        "dev.jaas.adapter.bouncycastle");
    }
}
