// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Extends the chain: stages entries in memory, then makes all that are staged durable with one write and one fsync.
 * Owned by one thread at a time, the one that opens the ledger and then the ledger's writer thread. After an
 * {@link IOException} it must not be used again: what is in the file is then unknown.
 */
final class LedgerWriter {
    private final FileChannel file;
    private final CheckpointKey key;
    private final String server;
    private final InstantSource clock;
    private final LedgerLimits limits;
    private final NavigableSet<Long> openIntents;
    private final ByteArrayOutputStream staged = new ByteArrayOutputStream(1 << 16);

    private long sequence;
    private String head;
    private long bytesSinceCheckpoint;
    private Instant lastCheckpointAt;
    private @Nullable Checkpoint stagedCheckpoint;
    private volatile @Nullable Checkpoint checkpoint;

    LedgerWriter(
            FileChannel file,
            LedgerTail tail,
            CheckpointKey key,
            String server,
            InstantSource clock,
            LedgerLimits limits) {
        this.file = file;
        this.key = key;
        this.server = server;
        this.clock = clock;
        this.limits = limits;
        this.openIntents = tail.openIntents();
        LedgerEntry last = tail.last();
        this.sequence = last == null ? 0 : last.sequence();
        this.head = last == null ? LedgerEntry.NO_PREVIOUS : last.hash();
        this.bytesSinceCheckpoint = tail.unsignedBytes();
        this.lastCheckpointAt = clock.instant();
    }

    /** Adds an entry to what the next {@link #flush} makes durable. */
    Receipt stage(LedgerEvent event, byte[] encoded) {
        Instant at = clock.instant();
        byte[] line = EntryCodec.line(encoded, at, head, sequence + 1, server);
        staged.writeBytes(line);
        sequence++;
        head = EntryCodec.hash(line);
        bytesSinceCheckpoint += line.length;
        LedgerTail.track(openIntents, sequence, event);
        return new Receipt(sequence, at);
    }

    void stage(LedgerEvent event) {
        stage(event, EntryCodec.encode(event));
    }

    List<Long> openIntents() {
        return List.copyOf(openIntents);
    }

    void stageCheckpointIfDue() {
        if (bytesSinceCheckpoint >= limits.checkpointBytes()
                || !clock.instant().isBefore(lastCheckpointAt.plus(limits.checkpointInterval()))) {
            stageCheckpoint();
        }
    }

    /** Signs everything so far; nothing if that is signed already. */
    void stageCheckpoint() {
        lastCheckpointAt = clock.instant();
        if (bytesSinceCheckpoint == 0) {
            return;
        }
        Checkpoint signed = Checkpoint.sign(key, server, sequence, head, lastCheckpointAt);
        stage(new LedgerEvent.Checkpointed(signed, openIntents()));
        bytesSinceCheckpoint = 0;
        stagedCheckpoint = signed;
    }

    /** Returns when everything staged is on disk. */
    void flush() throws IOException {
        if (staged.size() == 0) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(staged.toByteArray());
        staged.reset();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
        if (stagedCheckpoint != null) {
            checkpoint = stagedCheckpoint;
            stagedCheckpoint = null;
        }
    }

    /** The last checkpoint made durable by this writer; any thread may ask. */
    Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }
}
