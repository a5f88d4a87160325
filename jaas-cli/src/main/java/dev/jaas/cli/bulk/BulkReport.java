// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.Json;
import dev.jaas.cli.common.Terminal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Counts and prints results: each as a line of JSON, or what was not accepted as a sentence on standard error; at the end a
 * summary. Thread-safe.
 */
final class BulkReport {

    /** How long the output of an interrupted run may take to accept the summary. */
    private static final long MILLIS_TO_PRINT = 300;

    private final Terminal terminal;
    private final boolean json;
    private final boolean repeatable;
    private final int total;

    /** Prints everything: an output that blocks, such as a pager that is paused, must not keep results from the journal. */
    private final ExecutorService printer = Executors.newSingleThreadExecutor(BulkReport::printerThread);

    private final Progress progress; // used by the printer

    // Guarded by this.
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private int done;
    private int earlier;
    private String stopped = "";
    private boolean interrupted;

    BulkReport(Terminal terminal, boolean json, boolean repeatable, int total, boolean showProgress) {
        this.terminal = terminal;
        this.json = json;
        this.repeatable = repeatable;
        this.total = total;
        progress = new Progress(terminal.err(), showProgress, total);
    }

    /** Takes a line that this run does not send. Results that are not as they should be are printed again. */
    synchronized void addEarlier(LineResult result) {
        count(result);
        earlier++;
        if (result.outcome() != Outcome.ACCEPTED) {
            Json record = result.json().with("earlier", true);
            printer.execute(() -> print(result, record));
        }
    }

    synchronized void add(LineResult result) {
        count(result);
        int doneNow = done;
        int failedNow = done - counts.getOrDefault(Outcome.ACCEPTED, 0);
        printer.execute(() -> {
            if (json || result.outcome() != Outcome.ACCEPTED) {
                print(result, result.json());
            }
            progress.draw(doneNow, failedNow);
        });
    }

    /** No more is sent, and the process is about to end. */
    synchronized void interrupt() {
        stop("The run was interrupted.");
        interrupted = true;
    }

    /** Says why no more is sent; only the first reason counts. */
    synchronized void stop(String reason) {
        if (stopped.isEmpty()) {
            stopped = reason;
        }
    }

    /** Says why no more is sent, and that this is a failure of the program itself. */
    synchronized void fail(String reason) {
        stop(reason);
        counts.merge(Outcome.FAULT, 0, Integer::sum);
    }

    synchronized boolean isStopped() {
        return !stopped.isEmpty();
    }

    /**
     * Prints the summary, and returns the exit status: that of the worst outcome. Of an interrupted run it does not wait for
     * long that the output accepts the summary.
     */
    int end(int repeated, String journal) {
        int status;
        long limit;
        Runnable summary;
        synchronized (this) {
            status = status();
            limit = interrupted ? MILLIS_TO_PRINT : Long.MAX_VALUE;
            String advice = advice();
            String reason = stopped;
            Object text = json ? summary(status, repeated, journal, advice) : text(repeated) + advice;
            summary = () -> printSummary(reason, text, journal);
        }
        printer.execute(summary);
        printer.shutdown();
        try {
            printer.awaitTermination(limit, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status;
    }

    private int status() {
        if (done < total) {
            counts.merge(Outcome.NOT_SENT, total - done, Integer::sum);
        }
        return counts.keySet().stream()
                .max(Outcome::compareTo)
                .map(Outcome::exitStatus)
                .orElse(0);
    }

    private static Thread printerThread(Runnable printing) {
        Thread thread = new Thread(printing, "jaas-bulk-printer");
        thread.setDaemon(true);
        return thread;
    }

    private void printSummary(String reason, Object summary, String journal) {
        progress.clear();
        if (!reason.isEmpty()) {
            terminal.err().println(reason);
        }
        terminal.out().println(summary);
        if (terminal.out().checkError()) {
            terminal.err().println("The results could not be printed; the journal " + journal + " has them.");
        }
    }

    private void count(LineResult result) {
        done++;
        counts.merge(result.outcome(), 1, Integer::sum);
    }

    private void print(LineResult result, Json record) {
        progress.clear();
        if (json) {
            terminal.out().println(record);
        } else {
            terminal.err().println("line " + result.line() + ": " + result.message());
        }
    }

    private String advice() {
        boolean unknown = counts.containsKey(Outcome.UNKNOWN);
        boolean left = counts.containsKey(Outcome.NOT_SENT)
                || counts.containsKey(Outcome.NOT_DELIVERED)
                || (unknown && repeatable);
        return (left ? " Run the same command again to send what is left." : "")
                + (unknown && !repeatable
                        ? " What is unknown may have taken effect and is not sent again: check the rooms or the webhooks."
                        : "");
    }

    private String text(int repeated) {
        String parts = Arrays.stream(Outcome.values())
                .filter(outcome -> counts.getOrDefault(outcome, 0) > 0)
                .map(outcome -> counts.get(outcome) + " " + outcome)
                .collect(Collectors.joining(", "));
        return (total == 1 ? "1 command: " : total + " commands: ") + parts
                + (earlier == 0 ? "" : " (" + earlier + " by earlier runs)") + "."
                + (repeated == 0
                        ? ""
                        : " " + repeated + (repeated == 1 ? " line repeats" : " lines repeat") + " an earlier one and "
                                + (repeated == 1 ? "was" : "were") + " left out.");
    }

    private Json summary(int status, int repeated, String journal, String advice) {
        Json summary =
                new Json().with("outcome", "summary").with("exitStatus", status).with("commands", total);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.STARTED) {
                summary.with(member(outcome), counts.getOrDefault(outcome, 0));
            }
        }
        return summary.with("byEarlierRuns", earlier)
                .with("repeatedLines", repeated)
                .with("journal", journal)
                .with("message", (stopped + advice).strip());
    }

    /** In camel case, as every member of the program's JSON: {@code notDelivered}. */
    private static String member(Outcome outcome) {
        String[] words = outcome.toString().split(" ", -1);
        return words.length == 1
                ? words[0]
                : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }
}
