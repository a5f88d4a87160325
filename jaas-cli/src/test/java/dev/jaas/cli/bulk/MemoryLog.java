// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A disk in memory, which can fail, and which loses on a power cut what was not synced. Its events and those of a service
 * that shares them are in the order in which they happened.
 */
final class MemoryLog implements RecordLog {

    final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int synced;
    private int appendsUntilFull = Integer.MAX_VALUE;
    private boolean syncFails;
    private boolean syncInterrupts;

    MemoryLog(byte... content) {
        bytes.writeBytes(content);
        synced = content.length;
    }

    /** The next appends succeed; then half of a record is written. */
    synchronized void fillAfter(int appends) {
        appendsUntilFull = appends;
    }

    synchronized void failToSync() {
        syncFails = true;
    }

    /** A signal comes while something is written to the disk. */
    synchronized void interruptWhileSyncing() {
        syncInterrupts = true;
    }

    @Override
    public synchronized byte[] read() {
        return bytes.toByteArray();
    }

    @Override
    public synchronized void truncate(long length) {
        byte[] kept = Arrays.copyOf(bytes.toByteArray(), (int) length);
        bytes.reset();
        bytes.writeBytes(kept);
        synced = Math.min(synced, kept.length);
    }

    @Override
    public synchronized void append(byte[] record) throws IOException {
        if (appendsUntilFull-- <= 0) {
            bytes.write(record, 0, record.length / 2);
            throw new IOException("No space left on device");
        }
        bytes.writeBytes(record);
        events.add("append " + new String(record, java.nio.charset.StandardCharsets.UTF_8).strip());
    }

    @Override
    public synchronized void sync() throws IOException {
        if (syncFails) {
            throw new IOException("Input/output error");
        }
        synced = bytes.size();
        events.add("sync");
        if (syncInterrupts) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void event(String event) {
        events.add(event);
    }

    /** What is left when the power fails: all that was synced, and perhaps some of the rest, or zeros in its place. */
    synchronized byte[] afterPowerCut(Random random) {
        byte[] left = Arrays.copyOf(bytes.toByteArray(), synced + random.nextInt(bytes.size() - synced + 1));
        if (random.nextInt(4) == 0) {
            Arrays.fill(left, synced, left.length, (byte) 0);
        }
        return left;
    }
}
