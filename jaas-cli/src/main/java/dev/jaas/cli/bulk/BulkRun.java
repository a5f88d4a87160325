// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.api.CommandReceipt;
import dev.jaas.api.ConferenceManagement;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows and records what comes of them. One thread dispatches; results arrive on those of the client.
 *
 * <p>An interrupt ends the run: nothing more is sent, what is in flight gets a moment to end, and then the client is closed,
 * which ends the rest.
 */
final class BulkRun {

    private static final Duration GRACE = Duration.ofMillis(1500);
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(1);

    private final ConferenceManagement jaas;
    private final Runnable closeClient;
    private final Journal journal;
    private final BulkReport report;
    private final Clock clock;
    private final StopRule stopRule = new StopRule();
    private final Set<Row> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * A run.
     *
     * @param jaas executes the commands
     * @param closeClient ends what it has in flight
     */
    BulkRun(ConferenceManagement jaas, Runnable closeClient, Journal journal, BulkReport report, Clock clock) {
        this.jaas = jaas;
        this.closeClient = closeClient;
        this.journal = journal;
        this.report = report;
        this.clock = clock;
    }

    /** Sends every row that is left, and returns when each that was sent has its result. */
    void run(List<Row> rows, BulkSettings settings) {
        List<Row> left = reportEarlier(rows);
        Semaphore permits = new Semaphore(settings.concurrency());
        try {
            dispatch(left, permits, new Pacer(settings.interval().toNanos(), System.nanoTime()));
            permits.acquire(settings.concurrency());
        } catch (InterruptedException e) {
            report.interrupt();
            end(permits, settings.concurrency());
        }
    }

    private List<Row> reportEarlier(List<Row> rows) {
        List<Row> left = new ArrayList<>();
        for (Row row : rows) {
            LineResult last = journal.earlier().get(row.line());
            if (last == null || ResumeRule.isToBeSent(row, last)) {
                left.add(row);
            } else {
                report.addEarlier(
                        last.outcome() == Outcome.STARTED ? LineResult.inFlightEarlier(row, clock.instant()) : last);
            }
        }
        return left;
    }

    private void dispatch(List<Row> rows, Semaphore permits, Pacer pacer) throws InterruptedException {
        for (Row row : rows) {
            TimeUnit.NANOSECONDS.sleep(pacer.reserve(System.nanoTime()));
            permits.acquire();
            if (report.isStopped()) {
                permits.release();
                return;
            }
            send(row, permits);
        }
    }

    /** The one place that sends. A dial-out's record is on the disk before, or the command is not sent. */
    private void send(Row row, Semaphore permits) throws InterruptedException {
        boolean interrupted;
        try {
            boolean repeatable = row.command().repeatable();
            if (!repeatable) {
                journal.recordStart(LineResult.started(row, clock.instant()));
            }
            interrupted = Thread.interrupted(); // to write to the disk takes long enough for a signal to come
            if (interrupted && !repeatable) {
                journal.record(LineResult.notSent(row, clock.instant()));
            }
        } catch (IOException e) {
            permits.release();
            report.fail(unwritable(e));
            return;
        }
        if (interrupted) {
            permits.release();
            throw new InterruptedException();
        }
        inFlight.add(row);
        jaas.execute(row.command()).whenComplete((receipt, failure) -> {
            try {
                finish(row, receipt, failure);
            } finally {
                permits.release();
            }
        });
    }

    private void finish(Row row, @Nullable CommandReceipt receipt, @Nullable Throwable failure) {
        LineResult result = receipt != null
                ? LineResult.accepted(row, receipt, clock.instant())
                : LineResult.failed(row, failure == null ? new IllegalStateException() : failure, clock.instant());
        try {
            journal.record(result);
        } catch (IOException e) {
            report.fail(unwritable(e));
        }
        if (!inFlight.remove(row)) {
            return; // it came too late, and was reported as unknown
        }
        report.add(result);
        String reason = stopRule.stopAfter(result);
        if (!reason.isEmpty()) {
            report.stop(reason);
        }
    }

    private void end(Semaphore permits, int all) {
        try {
            if (!permits.tryAcquire(all, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                closeClient.run();
                permits.tryAcquire(all, TIME_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Row row : List.copyOf(inFlight)) {
            if (inFlight.remove(row)) {
                report.add(LineResult.withoutResult(row, clock.instant()));
            }
        }
    }

    private static String unwritable(IOException e) {
        return "The journal cannot be written (" + Journal.cause(e)
                + "), and nothing is sent without it: free some space and run the same command again.";
    }
}
