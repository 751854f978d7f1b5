// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of one server. {@link #append} returns when the event is on disk and throws when it will not be: the
 * caller then refuses what it was about to do.
 *
 * <p>Thread-safe. Any number of (virtual) threads append; one platform thread takes whatever has gathered, writes it
 * at once and fsyncs once, so the cost of durability is shared. The first failed write or fsync ends it: what reached
 * the disk is unknown, so every later append throws, until the process starts again and reads what is really there.
 *
 * <p>One process at a time: the file is locked while it is open.
 */
public final class Ledger implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Ledger.class.getName());

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Pattern SERVER_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** How long the writer waits for work before it looks for due tallies and checkpoints. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Bounds the memory of one batch. */
    private static final int MAX_BATCH_BYTES = 1 << 20;

    /**
     * How the ledger was found.
     *
     * @param entries whole entries in the file
     * @param tornBytes length of the incomplete last record that was cut off
     * @param unknownOutcomes intents the last run left open, now closed as {@code UNKNOWN}
     */
    public record Opening(long entries, long tornBytes, int unknownOutcomes) {}

    /** One append on its way. Its fields are written by the writer thread before the latch opens. */
    private static final class Pending {
        final LedgerEvent event;
        final byte[] encoded;
        final CountDownLatch done = new CountDownLatch(1);

        @Nullable
        Receipt receipt;

        Pending(LedgerEvent event, byte[] encoded) {
            this.event = event;
            this.encoded = encoded;
        }
    }

    private final Path path;
    private final FileChannel file;
    private final FileStore store;
    private final InstantSource clock;
    private final LedgerLimits limits;
    private final LedgerWriter writer;
    private final Opening opening;
    private final UnauthenticatedTally unauthenticated = new UnauthenticatedTally();
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Pending> queue = new ArrayDeque<>(); // guarded by lock
    private boolean closed; // guarded by lock
    private volatile @Nullable Throwable failure; // written under lock
    private List<Pending> taken = List.of(); // the batch in hand; used by the writer thread only

    /** {@link #open(Path, CheckpointKey, String, InstantSource, LedgerLimits)} with the default limits. */
    public static Ledger open(Path path, CheckpointKey key, String server, InstantSource clock) throws IOException {
        return open(path, key, server, clock, LedgerLimits.DEFAULT);
    }

    /**
     * Opens the ledger, or begins one. Continues from the last checkpoint: cuts off a record that a crash left
     * incomplete and says so in an entry, and closes the intents of the last run.
     *
     * @param server who writes; part of every entry, so no two ledgers can be confused
     * @throws LedgerException when it is damaged, in use, signed with another key or another server's
     */
    public static Ledger open(Path path, CheckpointKey key, String server, InstantSource clock, LedgerLimits limits)
            throws IOException {
        if (!SERVER_ID.matcher(server).matches()) {
            throw new IllegalArgumentException("\"" + server + "\" cannot be a server id");
        }
        FileChannel file = openFile(path);
        try {
            return new Ledger(path, file, key, server, clock, limits);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    private static FileChannel openFile(Path path) throws IOException {
        boolean begins = Files.notExists(path);
        FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
            if (begins) {
                try (FileChannel directory =
                        FileChannel.open(path.toAbsolutePath().getParent())) {
                    directory.force(true); // the name is durable before the first entry claims to be
                }
            }
            return file;
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    Ledger(Path path, FileChannel file, CheckpointKey key, String server, InstantSource clock, LedgerLimits limits)
            throws IOException {
        lock(path, file);
        this.path = path;
        this.file = file;
        this.store = Files.getFileStore(path);
        this.clock = clock;
        this.limits = limits;
        LedgerTail tail = LedgerTail.read(file, server, key);
        this.writer = new LedgerWriter(file, tail, key, server, clock, limits);
        this.opening = begin(file, tail, writer);
        this.thread = Thread.ofPlatform().daemon().name("ledger-writer").start(this::write);
    }

    private static void lock(Path path, FileChannel file) throws IOException {
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new LedgerException("the ledger \"" + path + "\" is already open in this process", e);
        }
        throw new LedgerException("the ledger \"" + path + "\" is in use by another process; stop that one first");
    }

    private static Opening begin(FileChannel file, LedgerTail tail, LedgerWriter writer) throws IOException {
        LedgerReader.Step.Torn torn = tail.torn();
        if (torn != null) {
            file.truncate(tail.wholeBytes());
            writer.stage(new LedgerEvent.TailRecovered(torn.lengthBytes(), torn.sha256()));
        }
        file.position(tail.wholeBytes());
        List<Long> openIntents = writer.openIntents();
        for (long intent : openIntents) {
            writer.stage(new LedgerEvent.ApiOutcome(
                    intent,
                    LedgerEvent.Result.UNKNOWN,
                    "",
                    "the server stopped before it could say how this ended",
                    Details.none()));
        }
        writer.flush();
        LedgerEntry last = tail.last();
        return new Opening(
                last == null ? 0 : last.sequence(), torn == null ? 0 : torn.lengthBytes(), openIntents.size());
    }

    /** How the ledger was found when it was opened. */
    public Opening opening() {
        return opening;
    }

    /**
     * Puts an event on record. Blocks for one fsync or two.
     *
     * @return when the event is durable
     * @throws LedgerException when it is not, or may not be; the caller must not go on
     */
    public Receipt append(LedgerEvent event) throws LedgerException {
        byte[] encoded = EntryCodec.encode(event);
        if (encoded.length > EntryCodec.MAX_EVENT_BYTES) {
            throw new LedgerException("an event of " + encoded.length + " bytes is more than an entry can hold");
        }
        Pending pending = new Pending(event, encoded);
        lock.lock();
        try {
            refuseIfOver();
            queue.add(pending);
            arrived.signal();
        } finally {
            lock.unlock();
        }
        awaitUninterruptibly(pending.done);
        Receipt receipt = pending.receipt;
        if (receipt == null) {
            throw failed();
        }
        return receipt;
    }

    private void refuseIfOver() throws LedgerException {
        if (failure != null) {
            throw failed();
        }
        if (closed) {
            throw new LedgerException("the ledger is closed");
        }
    }

    private LedgerException failed() {
        return new LedgerException("the ledger \"" + path + "\" can no longer be written", failure);
    }

    /**
     * Counts a request whose caller is not known. Does not wait: the count reaches the disk within about a minute.
     *
     * @param source the address it came from
     */
    public void unauthenticated(String source, String errorCode) {
        unauthenticated.count(source, errorCode, clock.instant());
    }

    /** Whether the reserve of free space is touched: what is running may end in order, nothing new should begin. */
    public boolean spaceLow() {
        try {
            return store.getUsableSpace() < limits.reservedBytes();
        } catch (IOException e) {
            return true;
        }
    }

    /** The last checkpoint since the ledger was opened, for others to hold. */
    public Optional<Checkpoint> checkpoint() {
        return writer.checkpoint();
    }

    /**
     * Writes what is waiting and a last checkpoint. Appends after this throw.
     *
     * @throws LedgerException when the ledger had failed, or its last entries may not be on disk
     */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        joinUninterruptibly(thread);
        file.close();
        if (failure != null) {
            throw failed();
        }
    }

    // ---- the writer thread

    private void write() {
        try {
            boolean last;
            do {
                List<Pending> batch = new ArrayList<>();
                last = take(batch);
                writeBatch(batch, last);
            } while (!last);
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Waits a tick for appends; returns whether the ledger is closed and these are the last ones. */
    private boolean take(List<Pending> batch) throws InterruptedException {
        lock.lock();
        try {
            long patience = TICK.toNanos();
            while (queue.isEmpty() && !closed && patience > 0) {
                patience = arrived.awaitNanos(patience);
            }
            int bytes = 0;
            while (!queue.isEmpty() && bytes < MAX_BATCH_BYTES) {
                Pending pending = queue.remove();
                bytes += pending.encoded.length;
                batch.add(pending);
            }
            taken = batch;
            return closed && queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void writeBatch(List<Pending> batch, boolean last) throws IOException {
        List<Receipt> receipts = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            receipts.add(writer.stage(pending.event, pending.encoded));
        }
        for (LedgerEvent event : last ? unauthenticated.all() : unauthenticated.due(clock.instant())) {
            writer.stage(event);
        }
        if (last) {
            writer.stageCheckpoint();
        } else {
            writer.stageCheckpointIfDue();
        }
        writer.flush();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).receipt = receipts.get(i);
            batch.get(i).done.countDown();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            taken.forEach(pending -> pending.done.countDown());
            queue.forEach(pending -> pending.done.countDown());
            queue.clear();
        } finally {
            lock.unlock();
        }
        LOG.log(Level.ERROR, "ledger cannot be written, nothing more is allowed file=" + path, cause);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the event is on its way to the disk: not knowing would be worse than waiting
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
