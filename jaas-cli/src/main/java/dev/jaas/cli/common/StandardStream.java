// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.common;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A standard stream of the process. It remembers why it could not be written, which {@link PrintStream} does not tell. */
public final class StandardStream extends PrintStream {

    private final Sink sink;

    private StandardStream(Sink sink) {
        super(sink, true, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /**
     * Opens a stream.
     *
     * @param descriptor {@link FileDescriptor#out} or {@link FileDescriptor#err}
     * @return a stream in UTF-8
     */
    public static StandardStream of(FileDescriptor descriptor) {
        return new StandardStream(new Sink(new FileOutputStream(descriptor)));
    }

    /**
     * Why it could not be written.
     *
     * @return the operating system's words; empty if there are none
     */
    public String problem() {
        return sink.problem;
    }

    private static final class Sink extends FilterOutputStream {

        private volatile String problem = "";

        Sink(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
                throw e;
            }
        }
    }
}
