// SPDX-License-Identifier: Apache-2.0
package dev.jaas.spring.boot;

import dev.jaas.adapter.jdkhttp.JdkHttpTransport;
import dev.jaas.adapter.vertx.VertxHttpTransport;
import dev.jaas.spi.HttpTransport;
import dev.jaas.spi.TransportSettings;
import dev.jaas.spring.boot.JaasProperties.TransportKind;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The transport: on Vert.x where its adapter is on the class path, unless the property chooses the JDK's. */
final class TransportConfiguration {

    private TransportConfiguration() {}

    /** Reports what keeps an HTTP client from being made: a system property, an old Vert.x, or the Netty of Spring Boot's choice. */
    static <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalStateException e) {
            throw new JaasSettingException(
                    "The HTTP client of the JaaS client cannot be made: " + e.getMessage(),
                    "Correct that, or choose the other HTTP client with jaas.transport (jdk or vertx).");
        } catch (LinkageError e) {
            throw new JaasSettingException(
                    "Vert.x cannot be used with the libraries on the class path: " + e + ".",
                    "Spring Boot sets the version of Netty: set it, by the build's property netty.version, to the one that"
                            + " your Vert.x was released with, or set jaas.transport=jdk.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(HttpTransport.class)
    @ConditionalOnProperty(name = "jaas.transport", havingValue = "jdk")
    static class JdkChosen {

        @Bean
        HttpTransport jaasHttpTransport(TransportSettings settings) {
            return made(() -> JdkHttpTransport.create(settings));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({VertxHttpTransport.class, Vertx.class})
    @ConditionalOnMissingBean(HttpTransport.class)
    static class WithVertx {

        /** Whether the application has a {@code Vertx} or not; a custom one is not closed here. */
        @Bean
        @ConditionalOnMissingBean
        Vertx jaasVertx() {
            return made(Vertx::vertx);
        }

        @Bean
        HttpTransport jaasHttpTransport(Vertx vertx, TransportSettings settings) {
            return made(() -> VertxHttpTransport.create(vertx, settings));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(HttpTransport.class)
    static class WithoutVertx {

        @Bean
        HttpTransport jaasHttpTransport(JaasProperties properties, TransportSettings settings) {
            if (properties.transport() == TransportKind.VERTX) {
                throw new JaasSettingException(
                        "jaas.transport is vertx, but jaas-adapter-vertx is not on the class path.",
                        "Add the dependency dev.jaas:jaas-adapter-vertx, or set jaas.transport=jdk.");
            }
            return made(() -> JdkHttpTransport.create(settings));
        }
    }
}
