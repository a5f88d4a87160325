// SPDX-License-Identifier: Apache-2.0
package dev.jaas.cli.bulk;

import dev.jaas.cli.common.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of a journal: created for its owner alone, since it holds phone numbers and user ids, and locked while it is open.
 *
 * <p>It is written as a {@link RandomAccessFile}: a {@link FileChannel} is closed by an interrupt of a thread that writes to
 * it, and Ctrl-C interrupts the run.
 */
final class JournalFile implements RecordLog, Closeable {

    /** More than the records of {@link InputReader#MAX_ROWS} lines, sent a few times. */
    private static final long MAX_BYTES = 512L * 1024 * 1024;

    private final Path path;
    private final RandomAccessFile file;

    private JournalFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens or creates it.
     *
     * @throws UsageException if that is not possible, or another process has it open
     */
    static JournalFile open(Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path)) {
            throw new UsageException(named(path) + " is not a regular file", "choose another with --journal.");
        }
        try {
            create(path);
            JournalFile opened = new JournalFile(path, new RandomAccessFile(path.toFile(), "rw"));
            try {
                opened.lock();
                opened.syncDirectory();
                return opened;
            } catch (IOException | UsageException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** What prevents the journal from being written, and what to do. */
    static UsageException unwritable(Path path, IOException e) {
        return new UsageException(
                named(path) + " cannot be written (" + Journal.cause(e) + ")",
                "nothing is sent without it; free some space, or choose another place with --journal.");
    }

    @Override
    public byte[] read() throws IOException {
        if (file.length() > MAX_BYTES) {
            throw new UsageException(named(path) + " is too large to be one", "choose another with --journal.");
        }
        byte[] bytes = new byte[(int) file.length()];
        file.seek(0);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void truncate(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // every record was written before
        }
    }

    /** The beginning of a sentence about a journal. */
    static String named(Path path) {
        return "The journal " + FileName.shown(path.toString());
    }

    /** Makes the file's name as durable as what is in it: if that were lost, a new run would send everything again. */
    private void syncDirectory() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new UsageException(
                    named(path) + " is in use by another run",
                    "wait until that ends, or choose another with --journal.");
        }
    }

    private static void create(Path path) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        FileAttribute<?>[] ownerOnly = directory != null && isPosix(directory)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(path, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            // it is continued
        }
    }

    private static boolean isPosix(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
