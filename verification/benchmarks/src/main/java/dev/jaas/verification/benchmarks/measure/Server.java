// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.server.BenchmarkServer;

/** The server's process. */
final class Server implements AutoCloseable {

    /** What the server has received. */
    record Counts(long verified, long rejected) {

        /** Throws an exception unless the requests since then are those that a contender reports, all of them accepted. */
        void requireExactly(String contender, Counts before, long accepted, long failed) {
            long newlyVerified = verified - before.verified;
            long newlyRejected = rejected - before.rejected;
            if (failed != 0 || newlyRejected != 0 || accepted != newlyVerified) {
                throw new IllegalStateException(
                        "%s: %d commands accepted and %d failed, but the server verified %d requests and rejected %d"
                                .formatted(contender, accepted, failed, newlyVerified, newlyRejected));
            }
        }
    }

    private final Jvm jvm;
    private final String plainUrl;
    private final String tlsUrl;

    Server(Settings settings) {
        jvm = Jvm.start(
                settings.javaHome(),
                BenchmarkServer.class,
                settings.directory().path().toString());
        String[] ports = jvm.read().split(" ", -1);
        plainUrl = "http://127.0.0.1:" + ports[0];
        tlsUrl = "https://127.0.0.1:" + ports[1];
    }

    String url(boolean tls) {
        return tls ? tlsUrl : plainUrl;
    }

    Counts counts() {
        String[] counts = jvm.ask("counts").split(" ", -1);
        return new Counts(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /** Keeps back all responses until they are released. */
    void hold() {
        jvm.ask("hold");
    }

    void release() {
        jvm.ask("release");
    }

    @Override
    public void close() {
        jvm.close();
    }
}
