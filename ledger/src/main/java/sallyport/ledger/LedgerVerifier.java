// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a ledger from a stream: every hash, every link, every checkpoint. Reads once, in constant memory, and needs
 * nothing but the bytes and what the verifying person knows from elsewhere.
 */
public final class LedgerVerifier {
    private final Expectations expectations;
    private String server = "";
    private long entries;
    private String head = LedgerEntry.NO_PREVIOUS;
    private long authenticThrough;

    private LedgerVerifier(Expectations expectations) {
        this.expectations = expectations;
    }

    /**
     * Reads the stream to its end, or to the first entry that is not what it should be.
     *
     * @throws IOException only when the stream cannot be read; whatever it says ends in a verdict
     */
    public static Verdict verify(InputStream ledger, Expectations expectations) throws IOException {
        return new LedgerVerifier(expectations).run(new LedgerReader(ledger));
    }

    private Verdict run(LedgerReader reader) throws IOException {
        while (true) {
            switch (reader.next()) {
                case LedgerReader.Step.Read(LedgerEntry entry) -> {
                    String objection = objectionTo(entry);
                    if (objection != null) {
                        return new Verdict.Broken(entry.sequence(), objection);
                    }
                    server = entry.server();
                    entries = entry.sequence();
                    head = entry.hash();
                }
                case LedgerReader.Step.Broken(long sequence, String why) -> {
                    return new Verdict.Broken(sequence, why);
                }
                case LedgerReader.Step.Torn(long sequence, long lengthBytes, String _) -> {
                    Verdict atEnd = atEnd();
                    return atEnd instanceof Verdict.Missing
                            ? atEnd
                            : new Verdict.TornTail(chain(), sequence, lengthBytes);
                }
                case LedgerReader.Step.End() -> {
                    return atEnd();
                }
            }
        }
    }

    private Verdict atEnd() {
        for (Checkpoint known : expectations.checkpoints()) {
            if (known.sequence() > entries) {
                return new Verdict.Missing(chain(), known);
            }
        }
        return authenticThrough > 0 ? new Verdict.Authentic(chain()) : new Verdict.Consistent(chain());
    }

    private Verdict.Chain chain() {
        return new Verdict.Chain(server, entries, head, authenticThrough);
    }

    private @Nullable String objectionTo(LedgerEntry entry) {
        for (Checkpoint known : expectations.checkpoints()) {
            if (known.sequence() == entry.sequence()) {
                if (!known.hash().equals(entry.hash()) || !known.server().equals(entry.server())) {
                    return "it is not the entry of which a known checkpoint was taken";
                }
                authenticThrough = Math.max(authenticThrough, known.sequence());
            }
        }
        return "Checkpointed".equals(entry.content().path("type").asString("")) ? objectionToCheckpoint(entry) : null;
    }

    private @Nullable String objectionToCheckpoint(LedgerEntry entry) {
        if (!(entry.event().orElse(null) instanceof LedgerEvent.Checkpointed(Checkpoint checkpoint, var _))) {
            return "it is a checkpoint that cannot be read";
        }
        if (checkpoint.sequence() != entries || !checkpoint.hash().equals(head)) {
            return "it is a checkpoint of something other than the entry before it";
        }
        if (!checkpoint.server().equals(entry.server()) || !checkpoint.isSigned()) {
            return "it is a checkpoint whose signature is wrong";
        }
        String fingerprint = expectations.fingerprint();
        if (fingerprint != null) {
            if (!fingerprint.equals(checkpoint.fingerprint())) {
                return "it is a checkpoint signed by another key, " + checkpoint.fingerprint();
            }
            authenticThrough = checkpoint.sequence();
        }
        return null;
    }
}
