// SPDX-License-Identifier: Apache-2.0
package dev.jaas.adapter.vertx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** The adapter without a class that is new in Vert.x 5. */
class OldVertxTest {

    private static final String EXPECTED =
            "jaas-adapter-vertx needs Vert.x 5.0 to 5.2, and an older one is on the class path: update vertx-core and"
                    + " vertx-web-client.";

    @Test
    void create_vertx4_saysSo() throws Exception {
        Class<?> transport = new Vertx4Loader().loadClass(VertxHttpTransport.class.getName());

        assertThatThrownBy(() -> transport.getMethod("create", Vertx.class).invoke(null, (Object) null))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(EXPECTED);
    }

    @Test
    void wrap_vertx4_saysSo() throws Exception {
        Class<?> transport = new Vertx4Loader().loadClass(VertxHttpTransport.class.getName());

        assertThatThrownBy(() -> transport
                        .getMethod("wrap", Vertx.class, WebClient.class, int.class)
                        .invoke(null, null, null, 5))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(EXPECTED);
    }

    /** Loads the adapter itself, and hides from it what Vert.x 4 does not have. */
    private static final class Vertx4Loader extends ClassLoader {

        Vertx4Loader() {
            super(Vertx4Loader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals("io.vertx.core.http.HttpClientAgent")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith(VertxHttpTransport.class.getPackageName() + '.')
                    ? define(name)
                    : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
