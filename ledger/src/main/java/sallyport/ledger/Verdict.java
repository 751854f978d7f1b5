// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

/** What a verification found. */
public sealed interface Verdict {
    /**
     * The chain that was found whole.
     *
     * @param server empty when there is no entry
     * @param entries how many, which is the sequence number of the last
     * @param head the hash of the last
     * @param authenticThrough the last entry vouched for by a signature or a checkpoint the verifier knew from
     *     elsewhere; 0 when nothing is. Later entries are chained to it but could still be rewritten
     */
    record Chain(String server, long entries, String head, long authenticThrough) {}

    /** Whole, and vouched for by something obtained apart from the file. */
    record Authentic(Chain chain) implements Verdict {}

    /** Whole, but whoever holds the file could have written all of it. */
    record Consistent(Chain chain) implements Verdict {}

    /**
     * An entry is not what it was.
     *
     * @param entry the first that is altered, missing or out of place
     */
    record Broken(long entry, String why) implements Verdict {}

    /** The file ends before an entry that is known to have existed. */
    record Missing(Chain chain, Checkpoint known) implements Verdict {}

    /**
     * Whole but for its last record, which has no end: a crash leaves this, and so does cutting the file.
     *
     * @param entry the number the torn record would have had
     */
    record TornTail(Chain chain, long entry, long lengthBytes) implements Verdict {}
}
