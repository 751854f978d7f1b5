// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The append-only, hash-chained audit log and its verifier.
 *
 * <p>Writing: {@link Ledger#append} encodes a {@link LedgerEvent}, the one writer thread gives it the next sequence
 * number and the hash of the entry before it, writes and fsyncs a whole batch at once, and only then lets the callers
 * go on. Reading: {@link LedgerReader} takes one {@link LedgerEntry} after the other from a stream;
 * {@link LedgerVerifier} follows the chain and the signed {@link Checkpoint}s and answers with a {@link Verdict}.
 *
 * <p>A line of the file, pure ASCII, ends with LF and is
 *
 * <pre>{"entry":{"at":…,"event":{"type":…},"previous":…,"sequence":…,"server":…},"hash":"64 hex"}</pre>
 *
 * where {@code hash} is SHA-256 over the bytes of the value of {@code entry} and {@code previous} is the hash of the
 * line before (64 zeros in the first). The bytes are hashed as they stand: a verifier needs no canonical form.
 *
 * <p>Nothing here decides what is worth an entry, redacts, or knows an AWS operation.
 */
@NullMarked
package sallyport.ledger;

import org.jspecify.annotations.NullMarked;
