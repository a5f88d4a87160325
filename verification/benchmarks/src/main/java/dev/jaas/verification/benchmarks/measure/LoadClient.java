// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import dev.jaas.verification.benchmarks.load.LoadProcess;
import dev.jaas.verification.benchmarks.load.Window;

/** The process of one contender. Each window is checked against the server's counts. */
final class LoadClient implements AutoCloseable {

    private static final int MAX_WARM_UP_WINDOWS = 40;
    private static final int MAX_WINDOWS_FOR_CPU = 10;
    private static final int MAX_TRIES = 3;
    private static final double COMPILED_SHARE = 0.05;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String name;
    private final Server server;
    private final Jvm jvm;

    LoadClient(Settings settings, Server server, String contender, boolean tls) {
        this.name = contender;
        this.server = server;
        jvm = Jvm.start(
                settings.javaHome(),
                LoadProcess.class,
                contender,
                server.url(tls),
                settings.directory().path().toString());
        jvm.read();
    }

    /** Keeps so many commands in flight for so long. */
    Window run(int concurrency, int millis) {
        return verified("run " + concurrency + " " + millis);
    }

    /**
     * Keeps so many commands in flight until the process has used enough CPU time, but no longer than the given number of
     * windows: on a busy machine, a window of elapsed time may hold next to nothing.
     *
     * @param cpuMillis how much is enough
     */
    Window runForCpu(int concurrency, int windowMillis, int cpuMillis, int maxWindows) {
        Window sum = run(concurrency, windowMillis);
        for (int windows = 1; windows < maxWindows && sum.cpuNanos() < cpuMillis * NANOS_PER_MILLI; windows++) {
            sum = sum.plus(run(concurrency, windowMillis));
        }
        return sum;
    }

    /** Runs until the JIT compilers have little left to do, and a window is hardly faster than the fastest before it. */
    void warmUp(Settings settings, int concurrency) {
        int millis = settings.windowMillis();
        long cpu = 0;
        double fastest = 0;
        for (int windows = 0; windows < MAX_WARM_UP_WINDOWS; windows++) {
            Window window = runForCpu(concurrency, millis, millis / 2, MAX_WINDOWS_FOR_CPU);
            cpu += window.cpuNanos();
            boolean compiled = window.compilerNanos() < COMPILED_SHARE * window.cpuNanos()
                    && window.perCpuSecond() < (1 + COMPILED_SHARE) * fastest;
            if (compiled && cpu >= settings.warmUpCpuMillis() * NANOS_PER_MILLI) {
                return;
            }
            fastest = Math.max(fastest, window.perCpuSecond());
        }
        System.err.println(name + " was still getting faster after " + MAX_WARM_UP_WINDOWS + " windows of warming up");
    }

    /** Bytes of heap for each of so many commands in flight, while the server does not respond. */
    double heapPerCommand(int number) {
        Server.Counts before = server.counts();
        server.hold();
        String[] heap = jvm.ask("heap " + number).split(" ", -1);
        server.release();
        String[] ended = jvm.ask("go on").split(" ", -1);
        server.counts().requireExactly(name, before, Long.parseLong(ended[0]), Long.parseLong(ended[1]));
        return (Double.parseDouble(heap[1]) - Double.parseDouble(heap[0])) / number;
    }

    /** A window with a failure is measured again: the JDK's client sometimes loses a response that the server has sent. */
    private Window verified(String command) {
        for (int tries = 1; ; tries++) {
            Server.Counts before = server.counts();
            Window window = Window.parse(jvm.ask(command));
            if (window.failed() == 0 || tries == MAX_TRIES) {
                server.counts().requireExactly(name, before, window.accepted(), window.failed());
                return window;
            }
            System.err.println(name + ": " + window.failed() + " of " + (window.accepted() + window.failed())
                    + " commands failed, so this window is measured again");
        }
    }

    @Override
    public void close() {
        jvm.close();
    }
}
