// SPDX-License-Identifier: Apache-2.0
package dev.jaas.client;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where {@link System.Logger} leads in the tests: to the listener of the test, at every level. Found as a service. */
public final class ListenableLoggers extends System.LoggerFinder {

    private static volatile Consumer<String> listener = line -> {};

    /** For the service loader. */
    public ListenableLoggers() {}

    static void listen(Consumer<String> newListener) {
        listener = newListener;
    }

    static void ignore() {
        listener = line -> {};
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new System.Logger() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean isLoggable(Level level) {
                return true;
            }

            @Override
            public void log(
                    Level level,
                    @Nullable ResourceBundle bundle,
                    @Nullable String message,
                    @Nullable Throwable thrown) {
                listener.accept(level + " " + message + " " + thrown);
            }

            @Override
            public void log(
                    Level level,
                    @Nullable ResourceBundle bundle,
                    @Nullable String format,
                    @Nullable Object @Nullable ... values) {
                listener.accept(
                        level + " " + new MessageFormat(format == null ? "" : format, Locale.ROOT).format(values));
            }
        };
    }
}
