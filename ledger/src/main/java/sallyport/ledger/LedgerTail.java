// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger file looks like from its last checkpoint on: enough to continue it. Everything before that checkpoint
 * is left to {@link LedgerVerifier}, so that opening takes the same time however long the ledger has grown.
 *
 * @param last the last whole entry, null in an empty ledger
 * @param openIntents intents without an outcome
 * @param wholeBytes length of the file up to and with the last whole entry
 * @param unsignedBytes of these, the length of the entries after the last checkpoint
 * @param torn the record after it that a crash left incomplete
 */
record LedgerTail(
        @Nullable LedgerEntry last,
        NavigableSet<Long> openIntents,
        long wholeBytes,
        long unsignedBytes,
        LedgerReader.Step.@Nullable Torn torn) {
    /** Tried one after the other; checkpoints are at most a few MiB apart. */
    private static final long[] WINDOWS_BYTES = {1 << 20, 8 << 20, 64 << 20};

    /** A checkpoint and the offset behind its line. */
    private record Anchor(LedgerEntry entry, LedgerEvent.Checkpointed event, long end) {}

    /**
     * Looks for the last checkpoint and follows the chain from there.
     *
     * @throws LedgerException when the ledger is damaged, or not one this server may continue
     */
    static LedgerTail read(FileChannel file, String server, CheckpointKey key) throws IOException {
        Anchor anchor = lastCheckpoint(file);
        if (anchor == null) {
            return follow(new LedgerReader(from(file, 0)), null, new TreeSet<>(), server, file, 0);
        }
        Checkpoint checkpoint = anchor.event().checkpoint();
        if (!checkpoint.fingerprint().equals(key.fingerprint())) {
            throw new LedgerException("the ledger is signed with another key, " + checkpoint.fingerprint()
                    + "; restore that key or move the ledger away");
        }
        if (!checkpoint.isSigned() || !checkpoint.hash().equals(anchor.entry().previous())) {
            throw broken(anchor.entry().sequence(), "it is a checkpoint whose signature is wrong");
        }
        LedgerReader reader = new LedgerReader(from(file, anchor.end()), anchor.entry());
        NavigableSet<Long> openIntents = new TreeSet<>(anchor.event().openIntents());
        return follow(reader, anchor.entry(), openIntents, server, file, anchor.end());
    }

    private static LedgerTail follow(
            LedgerReader reader,
            @Nullable LedgerEntry last,
            NavigableSet<Long> openIntents,
            String server,
            FileChannel file,
            long start)
            throws IOException {
        while (true) {
            if (last != null && !last.server().equals(server)) {
                throw new LedgerException("the ledger belongs to server \"" + last.server() + "\"; move it away");
            }
            switch (reader.next()) {
                case LedgerReader.Step.Read(LedgerEntry entry) -> {
                    last = entry;
                    track(openIntents, entry.sequence(), entry.event().orElse(null));
                }
                case LedgerReader.Step.Broken(long sequence, String why) -> throw broken(sequence, why);
                case LedgerReader.Step.Torn torn -> {
                    long whole = file.size() - torn.lengthBytes();
                    return new LedgerTail(last, openIntents, whole, whole - start, torn);
                }
                case LedgerReader.Step.End() -> {
                    return new LedgerTail(last, openIntents, file.size(), file.size() - start, null);
                }
            }
        }
    }

    /** Keeps the set of open intents as entries come. */
    static void track(Collection<Long> openIntents, long sequence, @Nullable LedgerEvent event) {
        if (event instanceof LedgerEvent.ApiIntent) {
            openIntents.add(sequence);
        } else if (event instanceof LedgerEvent.ApiOutcome outcome) {
            openIntents.remove(outcome.intent());
        }
    }

    private static LedgerException broken(long sequence, String why) {
        return new LedgerException(
                "the ledger is broken at entry " + sequence + " (" + why + "); keep it as evidence and move it away");
    }

    private static @Nullable Anchor lastCheckpoint(FileChannel file) throws IOException {
        long size = file.size();
        for (long window : WINDOWS_BYTES) {
            long start = Math.max(0, size - window);
            Anchor anchor = lastCheckpoint(read(file, start, (int) (size - start)), start);
            if (anchor != null || start == 0) {
                return anchor;
            }
        }
        return null;
    }

    private static @Nullable Anchor lastCheckpoint(byte[] window, long windowStart) {
        for (int end = lastLineFeed(window, window.length); end >= 0; ) {
            int before = lastLineFeed(window, end);
            if (before < 0 && windowStart > 0) {
                return null;
            }
            Anchor anchor = asCheckpoint(window, before + 1, end, windowStart);
            if (anchor != null) {
                return anchor;
            }
            end = before;
        }
        return null;
    }

    private static @Nullable Anchor asCheckpoint(byte[] window, int start, int end, long windowStart) {
        byte[] line = Arrays.copyOfRange(window, start, end);
        try {
            LedgerEntry entry = EntryCodec.read(line, line.length);
            return entry.event().orElse(null) instanceof LedgerEvent.Checkpointed event
                    ? new Anchor(entry, event, windowStart + end + 1)
                    : null;
        } catch (IOException e) {
            return null; // the reader will come here from an older checkpoint and name the entry
        }
    }

    private static int lastLineFeed(byte[] bytes, int before) {
        int at = before - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new LedgerException("the ledger became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private static InputStream from(FileChannel file, long position) throws IOException {
        file.position(position);
        return new BufferedInputStream(Channels.newInputStream(file));
    }
}
