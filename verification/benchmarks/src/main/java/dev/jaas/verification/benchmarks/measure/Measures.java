// SPDX-License-Identifier: Apache-2.0
package dev.jaas.verification.benchmarks.measure;

import static dev.jaas.verification.benchmarks.load.Contenders.JAAS_JDK;
import static dev.jaas.verification.benchmarks.load.Contenders.JAAS_VERTX;
import static dev.jaas.verification.benchmarks.load.Contenders.RAW_JDK;
import static dev.jaas.verification.benchmarks.load.Contenders.RAW_VERTX;
import static dev.jaas.verification.benchmarks.load.Contenders.RAW_VERTX_LOOP;
import static dev.jaas.verification.benchmarks.load.Contenders.RENEWING;
import static dev.jaas.verification.benchmarks.load.Contenders.RENEWING_SLOWLY;
import static dev.jaas.verification.benchmarks.load.Contenders.SEND_ASYNC;
import static dev.jaas.verification.benchmarks.load.Contenders.TOKEN_PER_REQUEST;
import static dev.jaas.verification.benchmarks.load.Contenders.TWO_CLIENTS;
import static dev.jaas.verification.benchmarks.report.Row.Goal.atLeast;
import static dev.jaas.verification.benchmarks.report.Row.Goal.atMost;

import dev.jaas.verification.benchmarks.load.Window;
import dev.jaas.verification.benchmarks.measure.MicroPair.Benchmark;
import dev.jaas.verification.benchmarks.micro.CommandBenchmark;
import dev.jaas.verification.benchmarks.micro.SigningBenchmark;
import dev.jaas.verification.benchmarks.micro.WaitingBenchmark;
import dev.jaas.verification.benchmarks.report.Row;
import dev.jaas.verification.benchmarks.report.Row.Goal;
import dev.jaas.verification.benchmarks.report.Row.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Everything that is measured, in the order of the table. */
final class Measures {

    private static final String PER_CPU_SECOND = "per CPU second";
    private static final String PER_SECOND = "per second";
    private static final String NANOS = "ns of CPU";
    private static final String MILLIS = "ms";
    private static final int AT_ONCE = 32;
    private static final int COMMANDS = 200_000;
    private static final int BODIES = 800_000;
    private static final int SIGNATURES = 50;

    /** The first Java with an AOT cache, a JDK client that needs no thread for each request, and so on: other goals. */
    private static final int NEW_JAVA = 21;

    /** A renewing client renews after each second of use, which even short windows should hold. */
    private static final int WINDOWS_PER_RENEWAL = 2;

    /** What a signature with RSA-4096 takes on common machines, in milliseconds. */
    private static final double SIGNATURE_MILLIS = 8;

    private Measures() {}

    /** The measures for a version of Java, on which some goals depend. */
    static List<Measure> all(int java) {
        List<Measure> all = new ArrayList<>();
        all.addAll(onSockets(java));
        all.addAll(inside());
        all.add(program(java));
        all.addAll(renewal());
        all.addAll(scaling());
        return all;
    }

    private static List<Measure> onSockets(int java) {
        return List.of(
                perCpuSecond("vertx-32", JAAS_VERTX, RAW_VERTX, AT_ONCE, false, 0.90),
                perCpuSecond("vertx-256", JAAS_VERTX, RAW_VERTX, 256, false, 0.90),
                perCpuSecond("vertx-verticle", JAAS_VERTX, RAW_VERTX_LOOP, AT_ONCE, false, 0.90),
                perCpuSecond("vertx-tls", JAAS_VERTX, RAW_VERTX, AT_ONCE, true, 0.90),
                perCpuSecond("jdk-32", JAAS_JDK, RAW_JDK, AT_ONCE, false, 0.90),
                load(
                        "send-async",
                        JAAS_JDK,
                        SEND_ASYNC,
                        PER_SECOND,
                        atLeast(java < NEW_JAVA ? 2.0 : 1.0),
                        1,
                        false,
                        Window::perSecond),
                load(
                        "today",
                        JAAS_VERTX,
                        TOKEN_PER_REQUEST,
                        PER_CPU_SECOND,
                        atLeast(150),
                        2,
                        true,
                        Window::perCpuSecond),
                new WrkPair(
                        Row.of(
                                "wrk",
                                title(JAAS_VERTX, Wrk.NAME, AT_ONCE + " at a time"),
                                JAAS_VERTX,
                                Wrk.NAME,
                                PER_SECOND,
                                Statistic.RATIO,
                                atLeast(0.5)),
                        AT_ONCE),
                perCpuSecond("two-clients", TWO_CLIENTS, JAAS_VERTX, AT_ONCE, false, 0.97));
    }

    private static List<Measure> inside() {
        String command = "command, transport completes at once";
        return List.of(
                micro(
                        "own-time",
                        command,
                        "its body by Jackson databind",
                        atMost(4),
                        new Benchmark(CommandBenchmark.class, "execute", COMMANDS),
                        new Benchmark(CommandBenchmark.class, "encode", BODIES),
                        Row.of(
                                "own-allocation",
                                "allocation of a " + command,
                                command,
                                "",
                                "bytes",
                                Statistic.MEDIAN,
                                atMost(2048))),
                micro(
                        "signing",
                        "Signature.sign, RSA-4096",
                        "the signer",
                        atLeast(0.97),
                        new Benchmark(SigningBenchmark.class, "signBare", SIGNATURES),
                        new Benchmark(SigningBenchmark.class, "sign", SIGNATURES),
                        null),
                micro(
                        "corretto",
                        "the signer, RSA-4096",
                        "the signer with Corretto's provider",
                        atLeast(3),
                        new Benchmark(SigningBenchmark.class, "sign", SIGNATURES),
                        new Benchmark(SigningBenchmark.class, "signByCorretto", SIGNATURES),
                        null));
    }

    private static Measure program(int java) {
        Goal goal = atMost(java < NEW_JAVA ? 0.60 : 0.50);
        return new KickProcess(
                Row.of("kick-wall", "`./jaas kick` : plain Java, elapsed", "jaas", "plain", "s", Statistic.RATIO, goal),
                Row.of("kick-cpu", "`./jaas kick` : plain Java, CPU", "jaas", "plain", "s", Statistic.RATIO, goal));
    }

    private static List<Measure> renewal() {
        ToDoubleFunction<Window> slowest = window -> window.maxMicros() / 1000;
        return List.of(
                new LoadPair(
                        Row.of(
                                "renewal-slow",
                                "slowest command while a signer that sleeps 500 ms renews the token",
                                RENEWING_SLOWLY,
                                JAAS_VERTX,
                                MILLIS,
                                Statistic.MAXIMUM,
                                atMost(100)),
                        AT_ONCE,
                        false,
                        WINDOWS_PER_RENEWAL,
                        false,
                        slowest),
                new LoadPair(
                        Row.of(
                                "renewal",
                                "slowest command with renewal, less that without, RSA-4096",
                                RENEWING,
                                JAAS_VERTX,
                                MILLIS,
                                Statistic.DIFFERENCE,
                                atMost(SIGNATURE_MILLIS)),
                        AT_ONCE,
                        false,
                        WINDOWS_PER_RENEWAL,
                        false,
                        slowest));
    }

    private static List<Measure> scaling() {
        List<Measure> measures = new ArrayList<>();
        for (int waiting : List.of(1, 512, 10_000)) {
            measures.add(micro(
                    "waiting-" + waiting,
                    "command while " + waiting + " wait",
                    "while 32 wait",
                    atMost(1.2),
                    waiting(waiting),
                    waiting(AT_ONCE),
                    null));
        }
        measures.add(heap("heap-vertx", JAAS_VERTX));
        measures.add(heap("heap-jdk", JAAS_JDK));
        return measures;
    }

    private static Benchmark waiting(int number) {
        return new Benchmark(
                WaitingBenchmark.class, "endOneAndBeginAnother", COMMANDS, Map.of("waiting", String.valueOf(number)));
    }

    private static Measure heap(String id, String contender) {
        return new HeapMeasure(
                Row.of(
                        id,
                        "heap per command in flight, 10,000 at once, " + contender,
                        contender,
                        "",
                        "bytes",
                        Statistic.MEDIAN,
                        atMost(12 * 1024)),
                10_000);
    }

    private static Measure perCpuSecond(
            String id, String first, String second, int concurrency, boolean tls, double goal) {
        return new LoadPair(
                Row.of(
                        id,
                        title(first, second, concurrency + " at a time" + (tls ? ", TLS 1.3" : "")),
                        first,
                        second,
                        PER_CPU_SECOND,
                        Statistic.RATIO,
                        atLeast(goal)),
                concurrency,
                tls,
                1,
                true,
                Window::perCpuSecond);
    }

    private static Measure load(
            String id,
            String first,
            String second,
            String unit,
            Goal goal,
            int windows,
            boolean perCpu,
            ToDoubleFunction<Window> value) {
        return new LoadPair(
                Row.of(id, title(first, second, AT_ONCE + " at a time"), first, second, unit, Statistic.RATIO, goal),
                AT_ONCE,
                false,
                windows,
                perCpu,
                value);
    }

    private static Measure micro(
            String id, String first, String second, Goal goal, Benchmark one, Benchmark other, Row allocation) {
        return new MicroPair(
                Row.of(id, first + " : " + second, first, second, NANOS, Statistic.RATIO, goal),
                allocation,
                one,
                other);
    }

    private static String title(String first, String second, String how) {
        return first + " : " + second + ", " + how;
    }
}
