// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes entries from a stream and follows their chain. Holds one line at a time, so memory is bounded by
 * {@link EntryCodec#MAX_LINE_BYTES}. Not thread-safe; the stream stays the caller's.
 */
public final class LedgerReader {
    /** What the reader found at its place in the stream. */
    public sealed interface Step {
        record Read(LedgerEntry entry) implements Step {}

        /**
         * The chain ends here, damaged.
         *
         * @param sequence the number of the entry that belongs here
         */
        record Broken(long sequence, String why) implements Step {}

        /**
         * The last record has no end, as a crash in the middle of a write leaves it.
         *
         * @param sequence the number the record would have had
         */
        record Torn(long sequence, long lengthBytes, String sha256) implements Step {}

        record End() implements Step {}
    }

    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private int blockStart;
    private int blockEnd;
    private byte[] line = new byte[1 << 12];
    private int lineLength;

    private long lastSequence;
    private String lastHash;
    private String server;

    /** A reader at the start of a ledger. */
    public LedgerReader(InputStream in) {
        this(in, 0, LedgerEntry.NO_PREVIOUS, "");
    }

    /** A reader behind an entry that is already known. */
    LedgerReader(InputStream in, LedgerEntry last) {
        this(in, last.sequence(), last.hash(), last.server());
    }

    private LedgerReader(InputStream in, long lastSequence, String lastHash, String server) {
        this.in = in;
        this.lastSequence = lastSequence;
        this.lastHash = lastHash;
        this.server = server;
    }

    /** The next entry, or why there is none. After anything but {@code Read} the reader has nothing more to say. */
    public Step next() throws IOException {
        long expected = lastSequence + 1;
        return switch (readLine()) {
            case LINE -> follow(expected);
            case END -> new Step.End();
            case TOO_LONG -> new Step.Broken(expected, "it is longer than an entry can be");
            case UNENDED -> new Step.Torn(expected, lineLength, EntryCodec.sha256(line, 0, lineLength));
        };
    }

    private Step follow(long expected) {
        LedgerEntry entry;
        try {
            entry = EntryCodec.read(line, lineLength);
        } catch (IOException e) {
            return new Step.Broken(expected, String.valueOf(e.getMessage()));
        }
        if (entry.sequence() != expected) {
            return new Step.Broken(expected, "entry " + entry.sequence() + " stands in its place");
        }
        if (!entry.previous().equals(lastHash)) {
            return new Step.Broken(
                    expected,
                    expected == 1
                            ? "it continues a ledger whose beginning is missing"
                            : "it does not continue entry " + lastSequence + " as that stands here");
        }
        if (expected > 1 && !entry.server().equals(server)) {
            return new Step.Broken(expected, "it was written by server \"" + entry.server() + "\"");
        }
        lastSequence = entry.sequence();
        lastHash = entry.hash();
        server = entry.server();
        return new Step.Read(entry);
    }

    private enum Ended {
        LINE,
        END,
        UNENDED,
        TOO_LONG
    }

    private Ended readLine() throws IOException {
        lineLength = 0;
        while (true) {
            if (blockStart == blockEnd) {
                blockStart = 0;
                blockEnd = Math.max(0, in.read(block));
                if (blockEnd == 0) {
                    return lineLength == 0 ? Ended.END : Ended.UNENDED;
                }
            }
            int end = blockStart;
            while (end < blockEnd && block[end] != '\n') {
                end++;
            }
            if (lineLength + end - blockStart > EntryCodec.MAX_LINE_BYTES) {
                return Ended.TOO_LONG;
            }
            take(end);
            if (end < blockEnd) {
                blockStart = end + 1;
                return Ended.LINE;
            }
        }
    }

    private void take(int end) {
        int length = end - blockStart;
        if (lineLength + length > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + length));
        }
        System.arraycopy(block, blockStart, line, lineLength, length);
        lineLength += length;
        blockStart = end;
    }
}
