// SPDX-FileCopyrightText: 2026 The Sallyport Authors
// SPDX-License-Identifier: Apache-2.0
package sallyport.ledger;

import java.time.Instant;

/**
 * Proof that an event is on disk.
 *
 * @param sequence the entry's number; an outcome names its intent by it
 */
public record Receipt(long sequence, Instant at) {}
